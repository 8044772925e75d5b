"""The register: reading it, telling what is wrong with it, choosing a part of it."""

# ruff: noqa: E501  # a sentence under test is read best on one line
from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from wcag_audit.errors import TargetsError
from wcag_audit.i18n.lint import letter_problems
from wcag_audit.model.language import LANGS
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Register, Site
from wcag_audit.targets import load_targets, select

_ROOT = Path(__file__).parents[1]

_ENTITY = "https://www.gov.kz/memleket/entities"
_GOOD = """\
schedule: "0 2 1 * *"
defaults:
  delay: 1.5
  max_pages: 30
  ignore_query: [utm_source]
hosts:
  www.gov.kz:
    delay: 3
    ignore_query: [lang]
regions:
  - id: abay
    name: {kk: Абай облысы, ru: область Абай, en: Abay Region}
bodies:
  - id: adilet
    name: {kk: Әділет министрлігі, ru: Министерство юстиции, en: Ministry of Justice}
    kind: central
    verified: true
    sites:
      - id: gov-adilet
        url: https://www.gov.kz/memleket/entities/adilet
        within_path: /memleket/entities/adilet
        starts:
          - https://www.gov.kz/memleket/entities/adilet?lang=kk
        limits:
          max_pages: 10
      - id: adilet-zan
        url: https://adilet.zan.kz/
        enabled: false
        note: Moved.
        schedule: "30 3 * * mon"
        limits:
          extra_hosts: [www.zan.kz]
          exclude: ['/search\\b']
  - id: akimat-abay
    name: {kk: Абай облысының әкімдігі, ru: Акимат области Абай, en: Akimat of Abay Region}
    kind: local
    region: abay
    ministry: adilet
    sites:
      - id: gov-abay
        url: https://www.gov.kz/memleket/entities/abay
  - id: fund
    name: {kk: Қор, ru: Фонд, en: Fund}
    kind: quasi-state
"""


def _load(tmp_path: Path, text: str) -> Register:
    path = tmp_path / "targets.yml"
    path.write_text(text, encoding="utf-8")
    return load_targets(path)


def _complaints(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(TargetsError) as caught:
        _load(tmp_path, text)
    return [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()]


def _site(register: Register, name: str) -> Site:
    return next(site for site in register.sites if site.id == name)


# The register of Kazakhstan


def test_the_register_of_kazakhstan_loads_with_its_bodies_regions_and_sites() -> None:
    register = load_targets(_ROOT / "targets.yml")
    kinds = [body.kind for body in register.bodies]
    assert (kinds.count(BodyKind.CENTRAL), kinds.count(BodyKind.LOCAL), kinds.count(BodyKind.QUASI_STATE)) == (
        39,
        20,
        14,
    )
    assert len(register.regions) == 20
    assert len(register.sites) == 74
    assert register.schedule


def test_every_region_has_its_akimat() -> None:
    register = load_targets(_ROOT / "targets.yml")
    local = [body.region for body in register.bodies if body.kind is BodyKind.LOCAL]
    assert sorted(local) == sorted(region.id for region in register.regions)


def test_nothing_in_the_register_of_kazakhstan_claims_to_have_been_checked() -> None:
    assert not any(body.verified for body in load_targets(_ROOT / "targets.yml").bodies)


def test_addresses_that_no_source_names_are_listed_and_not_visited() -> None:
    off = {site.id: site.note for site in load_targets(_ROOT / "targets.yml").sites if not site.enabled}
    assert set(off) == {
        "gov-mdai", "qamqor-gov-kz", "sud-gov-kz", "election-gov-kz",
        "kazatomprom-kz", "telecom-kz", "enpf-kz", "nitec-kz",
    }  # fmt: skip
    assert all(off.values())


def test_each_body_on_gov_kz_keeps_to_its_own_path_starts_in_three_languages_and_walks_gently() -> None:
    sites = [site for site in load_targets(_ROOT / "targets.yml").sites if "www.gov.kz" in site.url]
    assert len(sites) == 50
    for site in sites:
        assert site.url == f"https://www.gov.kz{site.within_path}"
        assert site.starts == tuple(f"{site.url}?lang={lang}" for lang in LANGS)
        assert site.limits.delay >= 2


def test_the_names_in_the_register_of_kazakhstan_have_the_right_letters() -> None:
    register = load_targets(_ROOT / "targets.yml")
    names = [(body.id, body.name) for body in register.bodies] + [(area.id, area.name) for area in register.regions]
    problems = [
        f"{name} ({lang}) {problem}"
        for name, text in names
        for lang in LANGS
        for problem in letter_problems(text[lang], lang)
    ]
    assert not problems


# The documentation


def _documented() -> str:
    return (_ROOT / "docs" / "targets.md").read_text(encoding="utf-8")


def test_the_examples_of_the_documentation_load(tmp_path: Path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", _documented(), re.DOTALL)
    assert examples
    for example in examples:
        register = _load(tmp_path, example)
        assert [body.kind for body in register.bodies] == list(BodyKind)


def test_the_documentation_explains_every_key_and_every_default() -> None:
    text = _documented()
    for field in fields(CrawlLimits):
        shown = re.search(rf"^\| `{field.name}` \| .* \| (.*) \|$", text, re.MULTILINE)
        assert shown, field.name
        if isinstance(field.default, int | float):
            assert shown[1] == str(field.default).removesuffix(".0") or shown[1] == str(field.default), field.name
    for field in (*fields(Site), *fields(Body)):
        assert f"| `{field.name}` |" in text or field.name == "body", field.name


# A sound file


def test_a_body_and_its_sites_are_read_in_file_order(tmp_path: Path) -> None:
    register = _load(tmp_path, _GOOD)
    assert [body.id for body in register.bodies] == ["adilet", "akimat-abay", "fund"]
    assert [site.id for site in register.sites] == ["gov-adilet", "adilet-zan", "gov-abay"]
    justice, akimat, fund = register.bodies
    assert justice.name.kk == "Әділет министрлігі"
    assert (justice.verified, akimat.verified) == (True, False)
    assert (akimat.region, akimat.ministry, akimat.kind) == ("abay", "adilet", BodyKind.LOCAL)
    assert fund.sites == ()
    moved = _site(register, "adilet-zan")
    assert (moved.enabled, moved.note, moved.schedule, moved.body) == (False, "Moved.", "30 3 * * mon", "adilet")
    assert moved.limits.exclude == (r"/search\b",)
    assert register.schedule == "0 2 1 * *"


def test_a_site_wins_over_its_host_and_its_host_over_the_defaults(tmp_path: Path) -> None:
    register = _load(tmp_path, _GOOD)
    first = _site(register, "gov-adilet").limits
    assert (first.delay, first.max_pages, first.ignore_query) == (3.0, 10, ("lang",))
    assert _site(register, "gov-abay").limits.max_pages == 30
    other = _site(register, "adilet-zan").limits
    assert (other.delay, other.ignore_query, other.max_depth) == (1.5, ("utm_source",), CrawlLimits().max_depth)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert len(_load(tmp_path, "\ufeff" + _GOOD).bodies) == 3


def test_starts_may_differ_from_the_url_in_language_and_www(tmp_path: Path) -> None:
    text = _GOOD.replace(
        f"url: {_ENTITY}/abay",
        "url: https://abay.kz/kk/press\n        within_path: /kk/press\n        starts: [https://www.abay.kz/ru/press/new]",
    )
    site = _site(_load(tmp_path, text), "gov-abay")
    assert site.starts == ("https://www.abay.kz/ru/press/new",)


# Wrong files


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    kind: central", "    kind: centrall", "16: body 'adilet' has the unknown kind 'centrall' — did you mean 'central'?"),
        ("    kind: central", "    kind: x", "16: body 'adilet' has the unknown kind 'x' — write one of central, local, quasi-state"),
        ("    kind: central\n", "", "14: body 'adilet' has no kind — add a line 'kind: …'"),
        ("    kind: central", "    kind:", "16: body 'adilet' has nothing after 'kind:' — fill it in or delete the line"),
        ("    verified: true", "    verifed: true", "17: body 'adilet' has the unknown key 'verifed' — did you mean 'verified'?"),
        ("    verified: true", "    verified: yes", "17: body 'adilet' has 'yes' as verified — write true or false"),
        ("ru: Фонд, ", "", "43: name of body 'fund' has no ru — add a line 'ru: …'"),
        ("ru: Фонд, ", "ru: '', ", "43: name of body 'fund' has no ru — add a line 'ru: …'"),
        ("ru: Фонд, ", "ru: Фонд, de: Fonds, ", "43: name of body 'fund' has the unknown key 'de' — write one of kk, ru, en"),
        ("    name: {kk: Қор, ru: Фонд, en: Fund}\n", "", "42: body 'fund' has no name — add it in kk, ru, en"),
        ("{kk: Қор, ru: Фонд, en: Fund}", "Қор", "43: body 'fund' has 'Қор' as name — write a table with kk, ru, en"),
        ("  - id: fund", "  - id: Fund", "42: body 'Fund' has an id that is not made of a-z, 0-9 and single hyphens — choose another"),
        ("  - id: fund", "  - id: adilet", "42: body 'adilet' has the id of line 14 — give it another"),
        ("  - id: fund", "  - id: 17", "42: body 17 has 17 as id — write text, in quotes if it looks like a number"),
        ("  - id: fund", "  - id: ''", "42: body no. 3 has no id — add a line 'id: …'"),
        ("      - id: gov-abay", "      - id: gov-adilet", "40: site 'gov-adilet' has the id of line 19 — give it another"),
        ("    region: abay", "    region: abai", "37: body 'akimat-abay' has the unknown region 'abai' — did you mean 'abay'?"),
        ("    region: abay\n", "", "34: body 'akimat-abay' is local but has no region — add a line 'region: …'"),
        ("    ministry: adilet", "    ministry: adlet", "38: body 'akimat-abay' has the unknown ministry 'adlet' — did you mean 'adilet'?"),
        ("    ministry: adilet", "    ministry: akimat-abay", "38: body 'akimat-abay' answers to itself through its ministries — correct one of them"),
        (f"url: {_ENTITY}/abay", "url: www.gov.kz", "41: site 'gov-abay' has 'www.gov.kz' as url, which does not begin with https:// or http:// — add that"),
        (f"url: {_ENTITY}/abay", "url: ftp://gov.kz/", "41: site 'gov-abay' has 'ftp://gov.kz/' as url, which does not begin with https:// or http:// — add that"),
        (f"url: {_ENTITY}/abay", "url: https:///x", "41: site 'gov-abay' has 'https:///x' as url, which names no host such as example.gov.kz — correct it"),
        (f"url: {_ENTITY}/abay", "url: https://gov.kz:99999/", "41: site 'gov-abay' has 'https://gov.kz:99999/' as url, which is not an address (Port out of range 0-65535) — correct it"),
        (f"url: {_ENTITY}/abay", "url: https://me:x@gov.kz/", "41: site 'gov-abay' has 'https://me:x@gov.kz/' as url, which carries a user name — delete everything up to the @"),
        (f"url: {_ENTITY}/abay", "url: https://gov.kz/#a", "41: site 'gov-abay' has 'https://gov.kz/#a' as url, which has a part after # — delete that"),
        (f"url: {_ENTITY}/abay", "url: https://gov.kz/a b", "41: site 'gov-abay' has 'https://gov.kz/a b' as url, which has a space in it — write it as %20 or delete it"),
        (f"        url: {_ENTITY}/abay\n", "        note: a\n", "40: site 'gov-abay' has no url — add a line 'url: …'"),
        (f"url: {_ENTITY}/abay", "url: https://adilet.zan.kz/", "41: site 'gov-abay' has the address of line 27 — delete one of the two"),
        ("within_path: /memleket/entities/adilet", "within_path: /memleket/entities/adi", "21: site 'gov-adilet' has the within_path '/memleket/entities/adi', which its url is not below — correct one"),
        ("/adilet?lang=kk", "/adilet-x?lang=kk", f"23: site 'gov-adilet' has '{_ENTITY}/adilet-x?lang=kk' in starts, which is not below /memleket/entities/adilet — correct it"),
        (f"- {_ENTITY}/adilet?lang=kk", "- https://egov.kz/", "23: site 'gov-adilet' has 'https://egov.kz/' in starts, which is not on www.gov.kz — correct it or add its host to extra_hosts"),
        (f"- {_ENTITY}/adilet?lang=kk", "- 5", "23: site 'gov-adilet' has 5 in starts — write text there"),
        ("          max_pages: 10", "          max_pages: 0", "25: limits of site 'gov-adilet' has 0 as max_pages — write a whole number from 1 to 100000"),
        ("          max_pages: 10", "          max_pages: 1.5", "25: limits of site 'gov-adilet' has 1.5 as max_pages — write a whole number from 1 to 100000"),
        ("          max_pages: 10", "          max_pages: true", "25: limits of site 'gov-adilet' has True as max_pages — write a whole number from 1 to 100000"),
        ("          max_pages: 10", "          max_page: 10", "25: limits of site 'gov-adilet' has the unknown key 'max_page' — did you mean 'max_pages'?"),
        ("  delay: 1.5", "  delay: -1", "3: defaults of the file has -1 as delay — write a number from 0 to 3600"),
        ("  delay: 1.5", "  delay: .nan", "3: defaults of the file has nan as delay — write a number from 0 to 3600"),
        ("    delay: 3\n", "    delay: quick\n", "8: hosts entry 'www.gov.kz' has 'quick' as delay — write a number from 0 to 3600"),
        ("  www.gov.kz:\n", "  gov.kz:\n", "7: hosts entry 'gov.kz' is the host of no site — correct the name or delete the entry"),
        ("['/search\\b']", "['(']", "33: limits of site 'adilet-zan' has '(' in exclude, which is not a regular expression (missing ), unterminated subpattern at position 0) — correct it"),
        ("['/search\\b']", "'/search'", "33: limits of site 'adilet-zan' has '/search' as exclude — write a list, one '- …' a line"),
        ("[www.zan.kz]", "[https://zan.kz]", "32: limits of site 'adilet-zan' has 'https://zan.kz' in extra_hosts, which names no host such as example.gov.kz — correct it"),
        ('"0 2 1 * *"', '"0 2 1 *"', "1: the file has '0 2 1 *' as schedule, which no clock can follow — write minute, hour, day, month, weekday such as '0 2 1 * *'"),
        ('"0 2 1 * *"', '"0 25 1 * *"', "1: the file has '0 25 1 * *' as schedule, which no clock can follow — write minute, hour, day, month, weekday such as '0 2 1 * *'"),
        ('"0 2 1 * *"', '"0 2 30 2 *"', "1: the file has '0 2 30 2 *' as schedule, which no clock can follow — write minute, hour, day, month, weekday such as '0 2 1 * *'"),
        ('"30 3 * * mon"', '"@daily"', "30: site 'adilet-zan' has '@daily' as schedule, which no clock can follow — write minute, hour, day, month, weekday such as '0 2 1 * *'"),
        ("bodies:", "bodys:", None),
        ("    sites:\n      - id: gov-abay", "    sites:\n      - gov-abay\n      - id: gov-abay", "40: site no. 1 must be a table — write lines such as 'id: …'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, complaint: str | None
) -> None:
    assert _GOOD.count(old) == 1
    complaints = _complaints(tmp_path, _GOOD.replace(old, new))
    if complaint is None:
        assert complaints[0] == "targets.yml:1: the file names no bodies — add at least one under 'bodies:'"
        assert "targets.yml:13: the file has the unknown key 'bodys' — did you mean 'bodies'?" in complaints
    else:
        assert f"targets.yml:{complaint}" in complaints


def test_a_single_mistake_makes_a_single_line(tmp_path: Path) -> None:
    assert len(_complaints(tmp_path, _GOOD.replace("kind: central", "kind: centrall"))) == 1
    assert len(_complaints(tmp_path, _GOOD.replace("{kk: Қор, ru: Фонд, en: Fund}", "Қор"))) == 1
    assert len(_complaints(tmp_path, _GOOD.replace("ru: Фонд, ", "ru: , "))) == 1
    assert len(_complaints(tmp_path, _GOOD.replace("  - id: fund", "  - id: 17"))) == 1
    assert len(_complaints(tmp_path, _GOOD.replace("- id: gov-abay", "- gov-abay\n      - id: gov-abay"))) == 1


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = _GOOD.replace("kind: central", "kind: x").replace("delay: 1.5", "delay: x").replace("en: Fund", "xx: Fund")
    lines = [int(line.split(":")[1]) for line in _complaints(tmp_path, text)]
    assert lines == sorted(lines)
    assert set(lines) == {3, 16, 43}


def test_a_file_full_of_mistakes_is_cut_after_fifty(tmp_path: Path) -> None:
    bodies = "".join(f"  - {{id: b{n}, name: {{kk: а, ru: а, en: a}}, kind: x}}\n" for n in range(60))
    complaints = _complaints(tmp_path, "bodies:\n" + bodies)
    assert len(complaints) == 51
    assert complaints[-1] == "… and 10 more problems."


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("bodies:\n  - id: a\n   kind: b\n", "targets.yml:3: not sound YAML"),
        ("bodies: [\n", "targets.yml:2: not sound YAML"),
        ("bodies: []\nbodies: []\n", 'targets.yml:2: not sound YAML (found duplicate key "bodies"'),
        ("a: \x07\n", "targets.yml:1: not sound YAML"),
        ("", "targets.yml:1: the file must be a table"),
        ("- a\n", "targets.yml:1: the file must be a table"),
        ("bodies: []\n", "targets.yml:1: the file names no bodies"),
        ("bodies: 5\n", "targets.yml:1: the file has 5 as bodies"),
    ],
)
def test_what_is_no_register_is_refused_in_plain_words(tmp_path: Path, text: str, start: str) -> None:
    assert _complaints(tmp_path, text)[0].startswith(start)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetsError, match=r"There is no file .*nothing\.yml; name"):
        load_targets(tmp_path / "nothing.yml")
    with pytest.raises(TargetsError, match="cannot be read"):
        load_targets(tmp_path)
    (tmp_path / "old.yml").write_bytes("bodies: Қор".encode("utf-16"))
    with pytest.raises(TargetsError, match="not UTF-8"):
        load_targets(tmp_path / "old.yml")


# Choosing a part


def test_without_criteria_the_whole_register_is_chosen(tmp_path: Path) -> None:
    register = _load(tmp_path, _GOOD)
    assert select(register) == register


def test_a_part_is_chosen_by_body_region_kind_or_site(tmp_path: Path) -> None:
    register = _load(tmp_path, _GOOD)
    assert [body.id for body in select(register, bodies=["fund", "adilet"]).bodies] == ["adilet", "fund"]
    assert [body.id for body in select(register, regions=["abay"]).bodies] == ["akimat-abay"]
    assert [body.id for body in select(register, kinds=["quasi-state"]).bodies] == ["fund"]
    by_site = select(register, sites=["adilet-zan"])
    assert [site.id for site in by_site.sites] == ["adilet-zan"]
    assert by_site.bodies[0].name == register.bodies[0].name
    assert by_site.schedule == register.schedule


def test_several_criteria_narrow_the_choice(tmp_path: Path) -> None:
    register = _load(tmp_path, _GOOD)
    assert [site.id for site in select(register, kinds=["central", "local"], sites=["gov-abay"]).sites] == ["gov-abay"]
    with pytest.raises(TargetsError, match="meets all of these criteria together"):
        select(register, kinds=["central"], regions=["abay"])


@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ({"bodies": ["adilt"]}, "There is no body 'adilt' — did you mean 'adilet'?"),
        ({"sites": ["zzz"]}, "There is no site 'zzz' — write one of gov-adilet, adilet-zan, gov-abay"),
        ({"regions": ["Abay"]}, "There is no region 'Abay' — did you mean 'abay'?"),
        ({"kinds": ["federal"]}, "There is no kind 'federal' — write one of central, local, quasi-state"),
        ({"bodies": ["x", "y"]}, "There is no body 'x' — write one of adilet, akimat-abay, fund\nThere is no body 'y'"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest_one(
    tmp_path: Path, criteria: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(TargetsError, match=re.escape(message)):
        select(_load(tmp_path, _GOOD), **criteria)
