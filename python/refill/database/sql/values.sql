-- What staging does to one text. PostgreSQL puts these into the queries that call them, so a call costs nothing.
-- {ledger} is the schema of refill's own tables.

-- The one folding of keys; python/refill/text/folding.py is its twin, and a test compares them on every character.
-- Format characters go, full-width forms become plain, the rest is composed (NFC), outer white space goes.
-- Plain ASCII and Chinese characters, the usual case, stay as they are.
create or replace function {ledger}.fold(value text) returns text language sql immutable parallel safe
return case
    when value ~ '^([!-~\u4e00-\u9fff]([ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff])?)?$' then value
    else btrim(
        normalize(
            translate(
                regexp_replace(
                    value,
                    '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]',
                    '',
                    'g'
                ),
                '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
                '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
            ),
            nfc
        ),
        e' \t\n\x0b\f\r\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
    )
end;

-- A text folded where folding changes it, and null where it does not, or where what comes out is a null token: a typed
-- cell is read as it is, and only if it makes no sense so, as the text that it folds to.
create or replace function {ledger}.refolded(value text, null_tokens text[]) returns text language sql immutable parallel safe
return case when {ledger}.fold(value) <> value then (
    select folded from {ledger}.fold(value) as folded where folded <> all (null_tokens)
) end;

-- The code points that texts start with, before composition.
create or replace function {ledger}.first_codes(texts text[]) returns integer[] language sql immutable parallel safe
return (select coalesce(array_agg(ascii(normalize(one, nfd))), '{}') from unnest(texts) as one);

-- The text, or null where it folds to a null token. A text that starts with a plain ASCII or Chinese character that no token
-- starts with need not be folded to know.
create or replace function {ledger}.without_null_tokens(value text, null_tokens text[]) returns text
language sql immutable parallel safe
return case
    when ascii(value) >= 33 and ascii(value) <= 40959 and (ascii(value) <= 126 or ascii(value) >= 19968)
        and ascii(value) <> all ({ledger}.first_codes(null_tokens))
        then value
    when {ledger}.fold(value) <> all (null_tokens) then value
end;

-- The number in a text that try_numeric has looked at.
create or replace function {ledger}.plain_number(value text) returns numeric language sql immutable parallel safe
return cast(replace(rtrim(value, '%'), ',', '') as numeric) / case right(value, 1) when '%' then 100 else 1 end;

-- `1234.5`, `1,234.50`, `5.5%`, `1.2E-3`; null where the text is no number or has more than precision - scale digits
-- before the point, when rounded to scale. The caller casts to numeric(precision, scale).
create or replace function {ledger}.try_numeric(value text, digits integer, scale integer) returns numeric
language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+([.][0-9]+)?$'
        and (octet_length(value) < digits - scale or char_length(split_part(value, '.', 1)) < digits - scale)
        then cast(value as numeric)
    when value ~ '^[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,2})?%?$'
        and char_length(value) <= 100
        and abs(round({ledger}.plain_number(value), scale)) < power(10::numeric, digits - scale)
        then {ledger}.plain_number(value)
end;

-- `12`, `1,234`, `101.0`; null for anything else.
create or replace function {ledger}.try_integer(value text) returns bigint language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+$' and char_length(value) <= 18 then cast(value as bigint)  -- the usual case, several times as fast
    when value ~ '^[+-]?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})([.]0*)?$'
        then cast(replace(split_part(value, '.', 1), ',', '') as bigint)
end;

-- true, t, yes, y, 1, 是 and their opposites, in any case; null for anything else.
create or replace function {ledger}.try_boolean(value text) returns boolean language sql immutable parallel safe
return case
    when lower(value) in ('true', 't', 'yes', 'y', '1', '是') then true
    when lower(value) in ('false', 'f', 'no', 'n', '0', '否') then false
end;

-- The date, or null where the month has no such day.
create or replace function {ledger}.date_of(year integer, month integer, day integer) returns date
language sql immutable parallel safe
return case
    when day <= extract(day from make_date(year, month, 1) + interval '1 month - 1 day') then make_date(year, month, day)
end;

-- `2024-11-01`, `2024/11/1`, `2024年11月1日`, `20241101`, each also with a time of midnight; a number from 20000 to 79999
-- is a spreadsheet's count of days. A day that the month does not have is null, like anything else.
create or replace function {ledger}.try_date(value text) returns date language sql immutable parallel safe
return case
    when value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])[-/月](0?[1-9]|[12][0-9]|3[01])日?([ T]00:00(:00([.]0+)?)?)?$'
        then {ledger}.date_of(
            cast(left(value, 4) as integer),
            cast(substring(value from '^.{5}([0-9]+)') as integer),
            cast(substring(value from '^.{5}[0-9]+.([0-9]+)') as integer)
        )
    when value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'
        then {ledger}.date_of(
            cast(left(value, 4) as integer), cast(substr(value, 5, 2) as integer), cast(right(value, 2) as integer)
        )
    when value ~ '^[2-7][0-9]{4}([.]0*)?$' then date '1899-12-30' + cast(left(value, 5) as integer)
end;

-- The first day of the month in `202411`, `2024-11`, `2024/11`, `2024年11月`, or of the date in the text.
create or replace function {ledger}.try_month(value text) returns date language sql immutable parallel safe
return case
    when value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])$'
        then make_date(cast(left(value, 4) as integer), cast(right(value, 2) as integer), 1)
    when value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])月?$'
        then make_date(cast(left(value, 4) as integer), cast(rtrim(substr(value, 6), '月') as integer), 1)
    else cast(date_trunc('month', cast({ledger}.try_date(value) as timestamp)) as date)
end;

-- A date as try_date reads it, with or without a time `HH:MM`, `HH:MM:SS` or `HH:MM:SS.ffffff` behind a space or a T.
create or replace function {ledger}.try_timestamp(value text) returns timestamp language sql immutable parallel safe
return case
    when value ~ '^[^ T]+([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?)?$'
        then {ledger}.try_date(substring(value from '^[^ T]+'))
            + coalesce(cast(substring(value from '[ T](.+)$') as time), time '00:00')
end;
