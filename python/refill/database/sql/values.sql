-- The one definition of a text as its column's value. Whatever reads a text of a file, of a source or of a person calls the
-- functions at the end of this file, by way of one chooser per language: macros/engine/postgres/column_value.sql,
-- python/refill/database/values.py, and described_value below. PostgreSQL puts these functions into the queries that call
-- them, so a call costs nothing, as long as the text is a column and not an expression.
-- {ledger} is the schema of refill's own tables.

-- The one folding of keys; python/refill/text/folding.py is its twin, and a test compares them on every character.
-- Format characters go, full-width forms become plain, the rest is composed (NFC), outer white space goes.
-- Plain ASCII and Chinese characters, the usual case, stay as they are.
create or replace function {ledger}.fold(value text) returns text language sql immutable parallel safe
return case
    when value !~ '[^!-~\u4e00-\u9fff]' then value
    when value ~ '^[!-~\u4e00-\u9fff][ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff]$' then value
    else btrim(
        normalize(
            translate(
                regexp_replace(
                    value,
                    '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]',  -- noqa: LT05
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

-- A text folded, its ASCII letters in one case where `to_case` is upper or lower.
create or replace function {ledger}.fold(value text, to_case text) returns text language sql immutable parallel safe
return case to_case
    when 'upper' then {ledger}.fold(upper({ledger}.fold(value) collate "C"))
    when 'lower' then {ledger}.fold(lower({ledger}.fold(value) collate "C"))
    else {ledger}.fold(value)
end;

-- Texts folded, each on its own. Of constants PostgreSQL makes a constant.
create or replace function {ledger}.folded(texts text[], to_case text) returns text[] language sql immutable parallel safe
return (select array_agg({ledger}.fold(one, to_case)) from unnest(texts) as one);

-- The code points that texts start with, before composition.
create or replace function {ledger}.first_codes(texts text[]) returns integer[] language sql immutable parallel safe
return (select coalesce(array_agg(ascii(normalize(one, nfd))), '{}') from unnest(texts) as one);

-- LIKE patterns for globs of `*` and `?`.
create or replace function {ledger}.like_patterns(globs text[]) returns text[] language sql immutable parallel safe
return (
    select array_agg(replace(replace(replace(replace(replace(one, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%'), '?', '_'))
    from unnest(globs) as one
);

-- True if a folded text is one that the skip patterns of its column leave out.
create or replace function {ledger}.is_skipped(value text, skips text[]) returns boolean language sql immutable parallel safe
return value like any ({ledger}.like_patterns(skips));

-- A text folded where folding changes it, and null where it does not, or where what comes out is a null token: a typed
-- cell is read as it is, and only then, if it makes no sense, as what it folds to.
create or replace function {ledger}.refolded(value text, null_tokens text[]) returns text language sql immutable parallel safe
return case when {ledger}.fold(value) <> value then (
    select folded from {ledger}.fold(value) as folded where folded <> all (null_tokens)
) end;

-- What compared_value says of a text that must be folded to know.
create or replace function {ledger}.compared_folded(value text, to_case text, null_tokens text[], skips text[]) returns text
language sql immutable parallel safe
return (
    select folded
    from {ledger}.fold(value, to_case) as folded
    where folded <> all ({ledger}.folded(null_tokens, to_case)) and not coalesce({ledger}.is_skipped(folded, skips), false)
);

-- The number in a text that try_numeric has looked at.
create or replace function {ledger}.plain_number(value text) returns numeric language sql immutable parallel safe
return cast(replace(rtrim(value, '%'), ',', '') as numeric) / case right(value, 1) when '%' then 100 else 1 end;

-- `1234.5`, `1,234.50`, `5.5%`, `1.2E-3`; null where the text is no number or has more than precision - scale digits
-- before the point, when rounded to scale. Groups are of three digits, and the first does not begin with 0: `0,125` is none.
-- The caller casts to numeric(precision, scale).
create or replace function {ledger}.try_numeric(value text, digits integer, scale integer) returns numeric
language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+[.]?[0-9]*$' and octet_length(value) < 2000  -- the usual case
        and (octet_length(value) < digits - scale or char_length(split_part(value, '.', 1)) < digits - scale)
        then cast(value as numeric)
    when value ~ '^[+-]?(([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,2})?%?$'
        and char_length(value) <= 100
        and abs(round({ledger}.plain_number(value), scale)) < power(cast(10 as numeric), digits - scale)
        then {ledger}.plain_number(value)
end;

-- True if a text may be a number that is spelled otherwise: the match below is dear, and most texts are seen to be none.
create or replace function {ledger}.may_be_spelled(value text) returns boolean language sql immutable parallel safe
return value ~ '[0-9０-９]' and char_length(value) <= 100
    and value !~ '[^0-9０-９.,()+%$€£¥₩₹₽฿₫₪₺元圆千百万萬亿億A-Z．，（）＋－％＄￥Ａ-Ｚ −\u00a0\u2009\u202f\u3000\s-]';

-- True if a text may be a moment that is spelled otherwise.
create or replace function {ledger}.may_be_moment(value text) returns boolean language sql immutable parallel safe
return value ~ '[:：]' or value ~ '^[2-7][0-9]{4}[.][0-9]+$' or value ~ '^[0-9]{14}$';

-- A number as people spell it: `1,234.50-`, `(1,234.56)`, `$5`, `EUR 5`, `1 234.5`, `5.5 %`, `1,000万元`, `3.2亿`. Null where
-- it is no such number, or says twice that it is negative.
create or replace function {ledger}.spelled_number(value text) returns numeric language sql immutable parallel safe
return (
    select case when (found[1] = '(') = (found[9] = ')')
            and char_length(concat(found[1], found[2], found[4], found[8])) <= 1 and num_nonnulls(found[3], found[7]) <= 1
        then case when concat(found[1], found[2], found[4], found[8]) in ('(', '-') then -1 else 1 end
            * cast(regexp_replace(found[5], '[^0-9.]', '', 'g') as numeric)
            * case found[6]
                when '%' then 0.01
                when '千' then 1000
                when '万' then 10000
                when '萬' then 10000
                when '百万' then 1000000
                when '千万' then 10000000
                when '亿' then 100000000
                when '億' then 100000000
                else 1
            end
    end
    from regexp_match(
        translate({ledger}.fold(value), '−￥', '-¥'),
        '^([(]?)\s?([+-]?)\s?(?:(US[$]|HK[$]|[$€£¥₩₹₽฿₫₪₺]|AUD|BRL|CAD|CHF|CNY|CNH|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN'
        '|MYR|NOK|NZD|PHP|PLN|RMB|RUB|SEK|SGD|THB|TRY|TWD|USD|VND|ZAR)\s?)?([+-]?)'
        '([1-9][0-9]{0,2}(?:,[0-9]{3})+(?:[.][0-9]*)?|[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[.][0-9]*)?'
        '|[0-9]+(?:[.][0-9]*)?|[.][0-9]+)'
        '\s?(%|千万|百万|千|万|萬|亿|億)?\s?'
        '([$€£¥₩₹₽฿₫₪₺元圆]|AUD|BRL|CAD|CHF|CNY|CNH|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN'
        '|MYR|NOK|NZD|PHP|PLN|RMB|RUB|SEK|SGD|THB|TRY|TWD|USD|VND|ZAR)?\s?([+-]?)([)]?)$'
    ) as found
);

-- A spelled number that fits into a column, as try_numeric's.
create or replace function {ledger}.spelled_numeric(value text, digits integer, scale integer) returns numeric
language sql immutable parallel safe
return (
    select number
    from {ledger}.spelled_number(value) as number
    where abs(round(number, scale)) < power(cast(10 as numeric), digits - scale)
);

-- A spelled number that is whole.
create or replace function {ledger}.spelled_integer(value text) returns bigint language sql immutable parallel safe
return (
    select cast(number as bigint)
    from {ledger}.spelled_number(value) as number
    where number = trunc(number) and abs(number) < power(cast(10 as numeric), 18)
);

-- `12`, `1,234`, `101.0`; null for anything else.
create or replace function {ledger}.try_integer(value text) returns bigint language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+$' and char_length(value) <= 18 then cast(value as bigint)  -- the usual case, several times as fast
    when value ~ '^[+-]?([0-9]{1,18}|[1-9][0-9]{0,2}(,[0-9]{3}){1,5})([.]0*)?$'
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

-- `2024-11-01`, `2024/11/1`, `2024.11.1`, `2024年11月1日`, `20241101`, each also with a time of midnight; a number from 20000 to 79999
-- is a spreadsheet's count of days. A day that the month does not have is null, like anything else.
create or replace function {ledger}.try_date(value text) returns date language sql immutable parallel safe
return case
    when value ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'  -- the usual case, several times as fast
        then {ledger}.date_of(
            cast(left(value, 4) as integer), cast(substr(value, 6, 2) as integer), cast(right(value, 2) as integer)
        )
    when value ~ '^[1-9][0-9]{3}[-/.年](0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12][0-9]|3[01])日?([ T]00:00(:00([.]0+)?)?)?$'
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
    when value ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?$'
        then {ledger}.date_of(  -- the usual case, several times as fast
            cast(left(value, 4) as integer), cast(substr(value, 6, 2) as integer), cast(substr(value, 9, 2) as integer)
        ) + case when char_length(value) = 10 then time '00:00' else make_time(
            cast(substr(value, 12, 2) as integer),
            cast(substr(value, 15, 2) as integer),
            coalesce(cast(nullif(substr(value, 18, 2), '') as integer), 0)
        ) end
    when value ~ '^[^ T]+([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?)?$'
        then {ledger}.try_date(substring(value from '^[^ T]+'))
            + make_interval(
                hours => coalesce(cast(substring(value from '[ T](..)') as integer), 0),
                mins => coalesce(cast(substring(value from '[ T]..:(..)') as integer), 0)
            ) + coalesce(cast(substring(value from '[ T]..:..:(.+)$') as numeric), 0) * interval '1 second'
end;

-- A moment as people and programs spell it: `2024/11/1 9:05`, `2024-11-01 10:00 AM`, `2024-11-01 下午3:00`,
-- `2024-11-01T10:00:00.123456789+08:00` (told in UTC), `20241101103000`, and a count of days with a fraction.
create or replace function {ledger}.spelled_timestamp(value text) returns timestamp language sql immutable parallel safe
return case
    when value ~ '^[2-7][0-9]{4}[.][0-9]{1,15}$'
        then timestamp '1899-12-30' + cast(left(value, 5) as integer) * interval '1 day'
            + round(cast(substr(value, 6) as numeric) * 86400, 3) * interval '1 second'
    when value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$'
        then {ledger}.try_date(left(value, 8)) + make_time(
            cast(substr(value, 9, 2) as integer), cast(substr(value, 11, 2) as integer), cast(right(value, 2) as integer)
        )
    else (
        select {ledger}.try_date(found[1])
            + make_interval(hours => case
                when concat(found[2], upper(found[7])) in ('下午', 'PM') then cast(found[3] as integer) % 12 + 12
                when concat(found[2], upper(found[7])) in ('上午', 'AM') then cast(found[3] as integer) % 12
                else cast(found[3] as integer)
            end, mins => cast(found[4] as integer))
            + coalesce(cast(found[5] as integer), 0) * interval '1 second'
            + round(cast(coalesce(found[6], '0') as numeric), 6) * interval '1 second'
            - make_interval(hours => coalesce(cast(found[9] as integer), 0), mins => coalesce(cast(found[10] as integer), 0))
                * case found[8] when '-' then -1 else 1 end
        from regexp_match(
            value,
            '^([^ T]+)[ T]+(上午|下午)?\s?([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])([.][0-9]{1,9})?)?'
            '\s?([AaPp][Mm])?\s?(?:Z|([+-])(0[0-9]|1[0-4])(?::?([0-5][0-9]))?)?$'
        ) as found
        where num_nonnulls(found[2], found[7]) = 0
            or (num_nonnulls(found[2], found[7]) = 1 and cast(found[3] as integer) between 1 and 12)
    )
end;

-- The date of a spelled moment that is midnight: another time of the day is no date.
create or replace function {ledger}.spelled_date(value text) returns date language sql immutable parallel safe
return (
    select cast(moment as date)
    from {ledger}.spelled_timestamp(value) as moment
    where cast(moment as time) = time '00:00'
);

-- From here on, the values of a column. A text is no value where it folds to a null token or to nothing, or where it is
-- none of the column's type: a bad value never stops a batch.

-- A text that is compared with others: a key, a scope, one whose column has a case. It is folded; null where it is a null
-- token, as a blank always should be, or where the column's patterns skip it. `to_case` and `skips` may be null.
create or replace function {ledger}.compared_value(value text, to_case text, null_tokens text[], skips text[]) returns text
language sql immutable parallel safe
return case
    when value is null then null
    when to_case is null and (
        value !~ '[^!-~\u4e00-\u9fff]' or value ~ '^[!-~\u4e00-\u9fff][ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff]$'
    ) then case
        when value = any (null_tokens) then null
        when skips is not null and {ledger}.is_skipped(value, skips) then null
        else value
    end
    else {ledger}.compared_folded(value, to_case, null_tokens, skips)
end;

-- A text that is kept as it is, or null where it folds to a null token. A text that starts with a plain ASCII or Chinese
-- character that no token starts with need not be folded to know.
create or replace function {ledger}.text_value(value text, null_tokens text[]) returns text language sql immutable parallel safe
return case
    when ascii(value) >= 33 and ascii(value) <= 40959 and (ascii(value) <= 126 or ascii(value) >= 19968)
        and ascii(value) <> all ({ledger}.first_codes(null_tokens))
        then value
    when {ledger}.fold(value) <> all (null_tokens) then value
end;

-- A number that fits into a column of this precision and scale, of which a cast to that type makes what the column holds.
create or replace function {ledger}.numeric_value(value text, null_tokens text[], digits integer, scale integer) returns numeric
language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce(
        {ledger}.try_numeric(value, digits, scale),
        {ledger}.try_numeric({ledger}.refolded(value, null_tokens), digits, scale),
        case when {ledger}.may_be_spelled(value) then {ledger}.spelled_numeric(value, digits, scale) end
    )
end;

create or replace function {ledger}.integer_value(value text, null_tokens text[]) returns bigint language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce(
        {ledger}.try_integer(value),
        {ledger}.try_integer({ledger}.refolded(value, null_tokens)),
        case when {ledger}.may_be_spelled(value) then {ledger}.spelled_integer(value) end
    )
end;

-- The same of numbers whose decimals a comma separates, and whose groups a point: `1.234,5`.
create or replace function {ledger}.comma_numeric_value(value text, null_tokens text[], digits integer, scale integer)
returns numeric language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else {ledger}.numeric_value(translate(value, '.,．，', ',.,.'), null_tokens, digits, scale)
end;

create or replace function {ledger}.comma_integer_value(value text, null_tokens text[]) returns bigint
language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else {ledger}.integer_value(translate(value, '.,．，', ',.,.'), null_tokens)
end;

create or replace function {ledger}.date_value(value text, null_tokens text[]) returns date language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce(
        {ledger}.try_date(value),
        {ledger}.try_date({ledger}.refolded(value, null_tokens)),
        case when {ledger}.may_be_moment(value) then {ledger}.spelled_date({ledger}.fold(value)) end
    )
end;

create or replace function {ledger}.month_value(value text, null_tokens text[]) returns date language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce(
        {ledger}.try_month(value),
        {ledger}.try_month({ledger}.refolded(value, null_tokens)),
        case when {ledger}.may_be_moment(value)
            then cast(date_trunc('month', cast({ledger}.spelled_date({ledger}.fold(value)) as timestamp)) as date)
        end
    )
end;

create or replace function {ledger}.timestamp_value(value text, null_tokens text[]) returns timestamp language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce(
        {ledger}.try_timestamp(value),
        {ledger}.try_timestamp({ledger}.refolded(value, null_tokens)),
        case when {ledger}.may_be_moment(value) then {ledger}.spelled_timestamp({ledger}.fold(value)) end
    )
end;

create or replace function {ledger}.boolean_value(value text, null_tokens text[]) returns boolean language sql immutable parallel safe
return case
    when value is null or value = any (null_tokens) then null
    else coalesce({ledger}.try_boolean(value), {ledger}.try_boolean({ledger}.refolded(value, null_tokens)))
end;

-- A text that is no json is an error here: only reference tables have json, and only from a source that is broken.
create or replace function {ledger}.jsonb_value(value text) returns jsonb language sql immutable parallel safe
return case when {ledger}.fold(value) <> '' then cast(value as jsonb) end;

-- The value, as json, of a text of a column that is described as {"kind", "case", "precision", "scale", "null_tokens",
-- "skip"}: for statements that are made as they run. `case` is null where a text is kept as it is, and '' where it is only
-- folded; what a key lacks is null. python/refill/database/described.py writes such descriptions.
create or replace function {ledger}.value_of(described jsonb, given text) returns jsonb language plpgsql stable as $$
declare
    kind text := described ->> 'kind';
    to_case text := nullif(described ->> 'case', '');
    tokens text[] := array[''] || array(select jsonb_array_elements_text(described -> 'null_tokens'));
    skips text[] := (select array_agg(skip) from jsonb_array_elements_text(described -> 'skip') as skip);
begin
    if kind = 'text' then
        return to_jsonb(case
            when described ->> 'case' is not null then {ledger}.compared_value(given, to_case, tokens, skips)
            when cardinality(tokens) > 1 then {ledger}.text_value(given, tokens)
            else nullif(given, '')
        end);
    elsif (to_case is not null or skips is not null)
        and {ledger}.compared_value(given, to_case, tokens, skips) is null then
        return null;
    end if;
    return case kind
        when 'numeric' then to_jsonb(round(
            {ledger}.numeric_value(given, tokens, cast(described ->> 'precision' as integer), cast(described ->> 'scale' as integer)),
            cast(described ->> 'scale' as integer)
        ))
        when 'integer' then to_jsonb({ledger}.integer_value(given, tokens))
        when 'comma_numeric' then to_jsonb(round(
            {ledger}.comma_numeric_value(
                given, tokens, cast(described ->> 'precision' as integer), cast(described ->> 'scale' as integer)
            ),
            cast(described ->> 'scale' as integer)
        ))
        when 'comma_integer' then to_jsonb({ledger}.comma_integer_value(given, tokens))
        when 'date' then to_jsonb({ledger}.date_value(given, tokens))
        when 'month' then to_jsonb({ledger}.month_value(given, tokens))
        when 'timestamp' then to_jsonb({ledger}.timestamp_value(given, tokens))
        when 'boolean' then to_jsonb({ledger}.boolean_value(given, tokens))
        when 'json' then {ledger}.jsonb_value(given)
    end;
end
$$;
