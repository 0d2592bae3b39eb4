-- Every statement on the table of deliveries, by name (notifier/statements.py).

-- name: insert
INSERT INTO deliveries (sink, chat, kind, subject, part, lang, html, buttons, payload_sha256, state,
                        due_at, created_at, target_id)
VALUES (:sink, :chat, :kind, :subject, :part, :lang, :html, :buttons, :payload_sha256, 'queued',
        :due_at, :created_at, :target_id);

-- name: by_id
SELECT * FROM deliveries WHERE id = :id;

-- name: alerts
-- Of an event; more than one where two events turned out to be one. First the one that goes on.
SELECT * FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'alert' AND subject = :subject
ORDER BY state IN ('sending', 'uncertain', 'sent') DESC, state = 'queued' DESC, id;

-- name: shown
-- The delivery whose message the chat shows, or will when the call in hand succeeds.
SELECT * FROM deliveries
WHERE (id = :alert_id OR (kind = 'edit' AND target_id = :alert_id))
  AND state IN ('sending', 'uncertain', 'sent')
ORDER BY id DESC LIMIT 1;

-- name: unsent_edit
SELECT * FROM deliveries
WHERE kind = 'edit' AND target_id = :target_id AND state = 'queued' ORDER BY id DESC LIMIT 1;

-- name: replace_payload
UPDATE deliveries
SET lang = :lang, html = :html, buttons = :buttons, payload_sha256 = :payload_sha256,
    due_at = :due_at, target_id = :target_id
WHERE id = :id AND state = 'queued';

-- name: take_back
-- An alert that was not wanted and is wanted now: as if it were queued just now.
UPDATE deliveries SET state = 'queued', error = NULL, target_id = NULL, created_at = :created_at
WHERE id = :id AND state = 'dropped';

-- name: drop_followers
-- What was to change or to answer a message that is not sent.
UPDATE deliveries SET state = 'dropped', error = 'the message it belongs to was not sent'
WHERE kind IN ('edit', 'reply') AND state = 'queued' AND (target_id = :target_id
    OR target_id IN (SELECT id FROM deliveries WHERE kind = 'edit' AND target_id = :target_id));

-- name: follow_up
SELECT * FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'reply' AND subject = :subject
ORDER BY id DESC LIMIT 1;

-- name: said
SELECT 1 FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = :kind AND subject = :subject LIMIT 1;

-- name: copy_offered
SELECT 1 FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'reply' AND subject = :subject
  AND state <> 'dropped' LIMIT 1;

-- name: latest_ops
SELECT * FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'ops' AND subject = :subject
ORDER BY id DESC LIMIT 1;

-- name: drop
UPDATE deliveries SET state = 'dropped', error = :error WHERE id = :id AND state = 'queued';

-- name: chats
SELECT DISTINCT sink, chat FROM deliveries
WHERE state IN ('queued', 'sending', 'uncertain') ORDER BY sink, chat;

-- name: interrupted
-- A call that a crash cut short: whether it went out is not known.
SELECT * FROM deliveries
WHERE state = 'sending' AND sink = :sink AND chat = :chat AND kind <> 'edit';

-- name: repeat_interrupted_edits
-- An edit can be made twice without harm.
UPDATE deliveries SET state = 'queued' WHERE state = 'sending' AND sink = :sink AND chat = :chat
    AND kind = 'edit';

-- name: repeat_interrupted
UPDATE deliveries SET state = 'queued' WHERE state = 'sending' AND sink = :sink AND chat = :chat;

-- name: blocking
-- One doubtful message, or one that waits to be tried again, holds back what comes after it.
SELECT * FROM deliveries
WHERE sink = :sink AND chat = :chat AND (
    state = 'uncertain'
    OR (state = 'queued' AND kind <> 'edit' AND error IS NOT NULL AND due_at > :now))
ORDER BY state = 'uncertain' DESC, id LIMIT 1;

-- name: next
-- In the order in which they were queued; an edit or a reply waits for what it belongs to, and an
-- alert for the post that it answers, unless nothing comes of that one. Waiting for what was queued
-- earlier, and for nothing else, nobody waits in a circle.
SELECT d.* FROM deliveries AS d LEFT JOIN deliveries AS t ON t.id = d.target_id
WHERE d.sink = :sink AND d.chat = :chat AND d.state = 'queued' AND d.due_at <= :now
  AND CASE WHEN d.kind IN ('edit', 'reply') THEN t.state = 'sent'
           ELSE coalesce(t.id > d.id OR t.state NOT IN ('queued', 'sending', 'uncertain'), TRUE) END
ORDER BY d.id LIMIT 1;

-- name: counts
SELECT coalesce(sum(state = 'uncertain'), 0) AS uncertain,
       coalesce(sum(state IN ('queued', 'sending')), 0) AS waiting
FROM deliveries WHERE state IN ('queued', 'sending', 'uncertain');

-- name: intend
UPDATE deliveries
SET state = 'sending', attempted_at = :now, attempts = attempts + 1, silent = :silent,
    floor_id = :floor_id
WHERE id = :id;

-- name: floor
SELECT max(message_id) AS id FROM deliveries WHERE sink = :sink AND chat = :chat;

-- name: known_ids
SELECT message_id FROM deliveries
WHERE sink = :sink AND chat = :chat AND message_id > :floor_id;

-- name: first_part
SELECT message_id FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = :kind AND subject = :subject AND part = 1;

-- name: sent
UPDATE deliveries SET state = 'sent', sent_at = :now, message_id = :message_id, error = NULL
WHERE id = :id;

-- name: settle
UPDATE deliveries SET state = :state, due_at = :due_at, error = :error WHERE id = :id;

-- name: not_sent
UPDATE deliveries SET state = 'queued', due_at = :due_at, error = :error, attempts = attempts - 1
WHERE id = :id;

-- name: release_held
UPDATE deliveries SET state = 'queued', due_at = :due_at, attempts = 0, error = NULL
WHERE id = :id AND state IN ('held', 'failed');

-- name: confirm_held
UPDATE deliveries SET state = 'dropped', error = :error
WHERE id = :id AND state IN ('held', 'failed');

-- name: warning_of
SELECT * FROM deliveries WHERE kind = 'ops' AND subject = :subject ORDER BY id DESC LIMIT 1;

-- name: end_warning
-- A trouble that is over has a second part; one that was decided in its first is over as well.
UPDATE deliveries SET part = 2 WHERE id = :id;

-- name: unsettled
SELECT * FROM deliveries WHERE state IN ('held', 'failed') ORDER BY id;

-- name: recent_alerts
SELECT count(*) AS n FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'alert' AND state <> 'dropped'
  AND created_at > :since;

-- name: put_aside
-- Alerts that are to be told in a digest which has not been made yet.
SELECT id, subject, created_at, error FROM deliveries
WHERE sink = :sink AND chat = :chat AND kind = 'alert' AND state = 'dropped'
  AND target_id IS NULL AND error LIKE 'for a digest:%' ORDER BY id;

-- name: tell_aside
UPDATE deliveries SET target_id = :target_id WHERE id = :id;
