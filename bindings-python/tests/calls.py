"""Every call through its typed function, from JSON to JSON.

Written by bindings-common/generate/python.py; not by hand.
"""
import korrigo.audit as _audit
import korrigo.auto as _auto
import korrigo.booklet as _booklet
import korrigo.copy as _copy
import korrigo.dispatch as _dispatch
import korrigo.document as _document
import korrigo.exam as _exam
import korrigo.exchange as _exchange
import korrigo.export as _export
import korrigo.flatten as _flatten
import korrigo.raster as _raster
import korrigo.redact as _redact
import korrigo.roster as _roster
import korrigo.scan as _scan
import korrigo.split as _split
import korrigo.store as _store
import korrigo.typeset as _typeset
import korrigo.words as _words
import korrigo.wrap as _wrap
from korrigo import _run


def _only(given, known):
    """Typed functions take no parameter that is not theirs."""
    if not given.keys() <= set(known):
        raise TypeError("an unknown parameter")


def booklet_split_plan_accept_copy_0(given, items, watch):
    _only(given, ['copy', 'this'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    answer = _booklet.SplitPlan.from_json(given["this"]).accept_copy(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_mark_blank_1(given, items, watch):
    _only(given, ['page', 'blank', 'this'])
    arguments = {}
    if "page" in given:
        arguments["page"] = given["page"]
    if "blank" in given:
        arguments["blank"] = given["blank"]
    answer = _booklet.SplitPlan.from_json(given["this"]).mark_blank(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_merge_copies_2(given, items, watch):
    _only(given, ['first', 'second', 'this'])
    arguments = {}
    if "first" in given:
        arguments["first"] = given["first"]
    if "second" in given:
        arguments["second"] = given["second"]
    answer = _booklet.SplitPlan.from_json(given["this"]).merge_copies(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_move_page_3(given, items, watch):
    _only(given, ['page', 'target', 'number', 'this'])
    arguments = {}
    if "page" in given:
        arguments["page"] = given["page"]
    if "target" in given:
        arguments["target"] = _booklet.MoveTarget.from_json(given["target"])
    if "number" in given:
        arguments["number"] = given["number"]
    answer = _booklet.SplitPlan.from_json(given["this"]).move_page(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_needs_review_4(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _booklet.SplitPlan.from_json(given["this"]).needs_review(**arguments)
    items = []
    return answer, items


def booklet_split_plan_new_5(given, items, watch):
    _only(given, ['plan'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _booklet.SplitPlan.from_json(given["plan"])
    answer = _booklet.SplitPlan.create(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_rotate_side_6(given, items, watch):
    _only(given, ['page', 'by', 'this'])
    arguments = {}
    if "page" in given:
        arguments["page"] = given["page"]
    if "by" in given:
        arguments["by"] = given["by"]
    answer = _booklet.SplitPlan.from_json(given["this"]).rotate_side(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_set_candidate_7(given, items, watch):
    _only(given, ['copy', 'candidate', 'this'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "candidate" in given:
        arguments["candidate"] = (None if given["candidate"] is None else _booklet.PlannedCandidate.from_json(given["candidate"]))
    answer = _booklet.SplitPlan.from_json(given["this"]).set_candidate(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_split_copy_8(given, items, watch):
    _only(given, ['copy', 'before', 'this'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "before" in given:
        arguments["before"] = given["before"]
    answer = _booklet.SplitPlan.from_json(given["this"]).split_copy(**arguments)
    items = []
    return answer.to_json(), items


def booklet_split_plan_swap_pages_9(given, items, watch):
    _only(given, ['one', 'other', 'this'])
    arguments = {}
    if "one" in given:
        arguments["one"] = given["one"]
    if "other" in given:
        arguments["other"] = given["other"]
    answer = _booklet.SplitPlan.from_json(given["this"]).swap_pages(**arguments)
    items = []
    return answer.to_json(), items


def booklet_assign_10(given, items, watch):
    _only(given, ['findings', 'certain', 'readings'])
    arguments = {}
    if "findings" in given:
        arguments["findings"] = _booklet.Findings.from_json(given["findings"])
    if "certain" in given:
        arguments["certain"] = given["certain"]
    if "readings" in given:
        arguments["readings"] = tuple([_booklet.PageReading.from_json(one) for one in given["readings"]])
    answer = _booklet.assign(**arguments, **watch)
    items = []
    return answer.to_json(), items


def booklet_diff_11(given, items, watch):
    _only(given, ['before', 'after'])
    arguments = {}
    if "before" in given:
        arguments["before"] = _booklet.SplitPlan.from_json(given["before"])
    if "after" in given:
        arguments["after"] = _booklet.SplitPlan.from_json(given["after"])
    answer = _booklet.diff(**arguments)
    items = []
    return answer.to_json(), items


def booklet_plan_12(given, items, watch):
    _only(given, ['sources', 'mode'])
    arguments = {}
    if "sources" in given:
        arguments["sources"] = tuple([_booklet.NamedDocument._unpack(one, items) for one in given["sources"]])
    if "mode" in given:
        arguments["mode"] = _booklet.PlanMode.from_json(given["mode"])
    answer = _booklet.plan(**arguments, **watch)
    items = []
    return answer.to_json(), items


def copy_annotation_check_13(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _copy.Annotation.from_json(given["this"]).check(**arguments)
    items = []
    return answer, items


def copy_checkpoint_next_14(given, items, watch):
    _only(given, ['exam', 'at', 'reason', 'heads', 'last'])
    arguments = {}
    if "exam" in given:
        arguments["exam"] = given["exam"]
    if "at" in given:
        arguments["at"] = given["at"]
    if "reason" in given:
        arguments["reason"] = given["reason"]
    if "heads" in given:
        arguments["heads"] = {key: (one[0], one[1]) for key, one in given["heads"].items()}
    if "last" in given:
        arguments["last"] = (None if given["last"] is None else _copy.Checkpoint.from_json(given["last"]))
    answer = _copy.Checkpoint.next(**arguments)
    items = []
    return answer.to_json(), items


def copy_copy_apply_15(given, items, watch):
    _only(given, ['events', 'this'])
    arguments = {}
    if "events" in given:
        arguments["events"] = tuple([_copy.Event.from_json(one) for one in given["events"]])
    answer = _copy.Copy.from_json(given["this"]).apply(**arguments)
    items = []
    return answer.to_json(), items


def copy_copy_lock_16(given, items, watch):
    _only(given, ['now', 'this'])
    arguments = {}
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _copy.Copy.from_json(given["this"]).lock(**arguments)
    items = []
    return (None if answer is None else answer.to_json()), items


def copy_copy_new_17(given, items, watch):
    _only(given, ['id', 'pages'])
    arguments = {}
    if "id" in given:
        arguments["id"] = given["id"]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    answer = _copy.Copy.create(**arguments)
    items = []
    return answer.to_json(), items


def copy_copy_status_18(given, items, watch):
    _only(given, ['now', 'this'])
    arguments = {}
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _copy.Copy.from_json(given["this"]).status(**arguments)
    items = []
    return answer, items


def copy_fact_is_decision_19(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _copy.Fact.from_json(given["this"]).is_decision(**arguments)
    items = []
    return answer, items


def copy_fence_next_20(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _copy.Fence(given["this"]).next(**arguments)
    items = []
    return answer, items


def copy_link_next_21(given, items, watch):
    _only(given, ['copy', 'event', 'payload', 'last'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "event" in given:
        arguments["event"] = _copy.Event.from_json(given["event"])
    if "payload" in given:
        arguments["payload"] = _copy.Payload.from_json(given["payload"])
    if "last" in given:
        arguments["last"] = (None if given["last"] is None else _copy.Link.from_json(given["last"]))
    answer = _copy.Link.next(**arguments)
    items = []
    return (None if answer is None else answer.to_json()), items


def copy_lock_is_live_22(given, items, watch):
    _only(given, ['now', 'this'])
    arguments = {}
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _copy.Lock.from_json(given["this"]).is_live(**arguments)
    items = []
    return answer, items


def copy_lock_token_hash_23(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _copy.LockToken(given["this"]).hash(**arguments)
    items = []
    return answer, items


def copy_payload_new_24(given, items, watch):
    _only(given, ['event', 'salt'])
    arguments = {}
    if "event" in given:
        arguments["event"] = _copy.Event.from_json(given["event"])
    if "salt" in given:
        arguments["salt"] = given["salt"]
    answer = _copy.Payload.create(**arguments)
    items = []
    return answer.to_json(), items


def copy_shape_check_25(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _copy.Shape.from_json(given["this"]).check(**arguments)
    items = []
    return answer, items


def copy_token_hash_is_of_26(given, items, watch):
    _only(given, ['token', 'this'])
    arguments = {}
    if "token" in given:
        arguments["token"] = _copy.LockToken(given["token"])
    answer = _copy.TokenHash(given["this"]).is_of(**arguments)
    items = []
    return answer, items


def copy_ttl_after_27(given, items, watch):
    _only(given, ['now', 'this'])
    arguments = {}
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _copy.Ttl(given["this"]).after(**arguments)
    items = []
    return answer, items


def copy_ttl_from_seconds_28(given, items, watch):
    _only(given, ['seconds'])
    arguments = {}
    if "seconds" in given:
        arguments["seconds"] = given["seconds"]
    answer = _copy.Ttl.from_seconds(**arguments)
    items = []
    return answer, items


def copy_decide_29(given, items, watch):
    _only(given, ['copy', 'command', 'context'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = _copy.Copy.from_json(given["copy"])
    if "command" in given:
        arguments["command"] = _copy.Command.from_json(given["command"])
    if "context" in given:
        arguments["context"] = _copy.Context.from_json(given["context"])
    answer = _copy.decide(**arguments)
    items = []
    return answer.to_json(), items


def copy_merge_30(given, items, watch):
    _only(given, ['into', 'from', 'context'])
    arguments = {}
    if "into" in given:
        arguments["into"] = _copy.Copy.from_json(given["into"])
    if "from" in given:
        arguments["from_"] = _copy.Copy.from_json(given["from"])
    if "context" in given:
        arguments["context"] = _copy.Context.from_json(given["context"])
    answer = _copy.merge(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_log_of_31(given, items, watch):
    _only(given, ['store', 'exam', 'copies'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "exam" in given:
        arguments["exam"] = given["exam"]
    if "copies" in given:
        arguments["copies"] = tuple(given["copies"])
    answer = _store.Log.of(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_log_read_32(given, items, watch):
    _only(given, ['json', 'limits'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    answer = _store.Log.read(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_log_verify_33(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _store.Log.from_json(given["this"]).verify(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_memory_store_new_34(given, items, watch):
    _only(given, ['now'])
    arguments = {}
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _store.MemoryStore.create(**arguments)
    items = []
    return _run.put(items, answer), items


def copy_store_memory_store_set_now_35(given, items, watch):
    _only(given, ['now', 'this'])
    arguments = {}
    if "this" in given:
        arguments["store"] = items[given["this"]]
    if "now" in given:
        arguments["now"] = given["now"]
    answer = _store.MemoryStore.set_now(**arguments)
    items = []
    return answer, items


def copy_store_opened_append_36(given, items, watch):
    _only(given, ['events', 'salt', 'token', 'this'])
    arguments = {}
    if "events" in given:
        arguments["events"] = tuple([_copy.Event.from_json(one) for one in given["events"]])
    if "salt" in given:
        arguments["salt"] = given["salt"]
    if "token" in given:
        arguments["token"] = (None if given["token"] is None else _copy.LockToken(given["token"]))
    answer = _store.Opened.from_json(given["this"]).append(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_snapshot_new_37(given, items, watch):
    _only(given, ['copy'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = _copy.Copy.from_json(given["copy"])
    answer = _store.Snapshot.create(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_stored_open_38(given, items, watch):
    _only(given, ['copy', 'this'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    answer = _store.Stored.from_json(given["this"]).open(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_checkpoint_39(given, items, watch):
    _only(given, ['store', 'exam', 'copies', 'reason'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "exam" in given:
        arguments["exam"] = given["exam"]
    if "copies" in given:
        arguments["copies"] = tuple(given["copies"])
    if "reason" in given:
        arguments["reason"] = given["reason"]
    answer = _store.checkpoint(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_create_40(given, items, watch):
    _only(given, ['store', 'copy', 'pages', 'request'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    if "request" in given:
        arguments["request"] = _store.Request.from_json(given["request"])
    answer = _store.create(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_erase_history_41(given, items, watch):
    _only(given, ['store', 'copy'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "copy" in given:
        arguments["copy"] = given["copy"]
    answer = _store.erase_history(**arguments)
    items = []
    return answer, items


def copy_store_forget_42(given, items, watch):
    _only(given, ['store', 'copy'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "copy" in given:
        arguments["copy"] = given["copy"]
    answer = _store.forget(**arguments)
    items = []
    return answer, items


def copy_store_handle_43(given, items, watch):
    _only(given, ['store', 'copy', 'command', 'request'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "command" in given:
        arguments["command"] = _copy.Command.from_json(given["command"])
    if "request" in given:
        arguments["request"] = _store.Request.from_json(given["request"])
    answer = _store.handle(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_merge_44(given, items, watch):
    _only(given, ['store', 'into', 'from', 'request'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "into" in given:
        arguments["into"] = given["into"]
    if "from" in given:
        arguments["from_"] = given["from"]
    if "request" in given:
        arguments["request"] = _store.Request.from_json(given["request"])
    answer = _store.merge(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_prepare_45(given, items, watch):
    _only(given, ['stored', 'copy', 'command', 'request'])
    arguments = {}
    if "stored" in given:
        arguments["stored"] = _store.Stored.from_json(given["stored"])
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "command" in given:
        arguments["command"] = _copy.Command.from_json(given["command"])
    if "request" in given:
        arguments["request"] = _store.Request.from_json(given["request"])
    answer = _store.prepare(**arguments)
    items = []
    return answer.to_json(), items


def copy_store_sync_46(given, items, watch):
    _only(given, ['store', 'copy', 'batch', 'request'])
    arguments = {}
    if "store" in given:
        arguments["store"] = items[given["store"]]
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "batch" in given:
        arguments["batch"] = _store.OfflineBatch.from_json(given["batch"])
    if "request" in given:
        arguments["request"] = _store.Request.from_json(given["request"])
    answer = _store.sync(**arguments)
    items = []
    return answer.to_json(), items


def copy_sync_47(given, items, watch):
    _only(given, ['copy', 'batch', 'context'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = _copy.Copy.from_json(given["copy"])
    if "batch" in given:
        arguments["batch"] = _store.OfflineBatch.from_json(given["batch"])
    if "context" in given:
        arguments["context"] = _copy.Context.from_json(given["context"])
    answer = _copy.sync(**arguments)
    items = []
    return answer.to_json(), items


def copy_verify_48(given, items, watch):
    _only(given, ['copy', 'links', 'payloads'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "links" in given:
        arguments["links"] = tuple([_copy.Link.from_json(one) for one in given["links"]])
    if "payloads" in given:
        arguments["payloads"] = tuple([_copy.LinkPayload.from_json(one) for one in given["payloads"]])
    answer = _copy.verify(**arguments)
    items = []
    return answer.to_json(), items


def copy_verify_checkpoints_49(given, items, watch):
    _only(given, ['exam', 'checkpoints', 'links'])
    arguments = {}
    if "exam" in given:
        arguments["exam"] = given["exam"]
    if "checkpoints" in given:
        arguments["checkpoints"] = tuple([_copy.Checkpoint.from_json(one) for one in given["checkpoints"]])
    if "links" in given:
        arguments["links"] = {key: tuple([_copy.Link.from_json(one) for one in one]) for key, one in given["links"].items()}
    answer = _copy.verify_checkpoints(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def dispatch_dispatched_left_50(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _dispatch.Dispatched.from_json(given["this"]).left(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def dispatch_waiting_by_question_51(given, items, watch):
    _only(given, ['copies', 'questions'])
    arguments = {}
    if "copies" in given:
        arguments["copies"] = tuple([_dispatch.Waiting.from_json(one) for one in given["copies"]])
    if "questions" in given:
        arguments["questions"] = tuple(given["questions"])
    answer = _dispatch.Waiting.by_question(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def dispatch_dispatch_52(given, items, watch):
    _only(given, ['copies', 'markers', 'options'])
    arguments = {}
    if "copies" in given:
        arguments["copies"] = tuple([_dispatch.Waiting.from_json(one) for one in given["copies"]])
    if "markers" in given:
        arguments["markers"] = tuple([_dispatch.Marker.from_json(one) for one in given["markers"]])
    if "options" in given:
        arguments["options"] = _dispatch.DispatchOptions.from_json(given["options"])
    answer = _dispatch.dispatch(**arguments)
    items = []
    return answer.to_json(), items


def document_document_hash_53(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).hash(**arguments, **watch)
    items = []
    return answer, items


def document_document_inspect_54(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).inspect(**arguments, **watch)
    items = []
    return answer.to_json(), items


def document_document_is_encrypted_55(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).is_encrypted(**arguments)
    items = []
    return answer, items


def document_document_is_repaired_56(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).is_repaired(**arguments)
    items = []
    return answer, items


def document_document_open_57(given, items, watch):
    _only(given, ['source', 'limits', 'name', 'password'])
    arguments = {}
    if "source" in given:
        arguments["source"] = items[given["source"]]
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    if "name" in given:
        arguments["name"] = given["name"]
    if "password" in given:
        arguments["password"] = given["password"]
    answer = _document.Document.open(**arguments, **watch)
    items = []
    return _run.put(items, answer), items


def document_document_page_count_58(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).page_count(**arguments)
    items = []
    return answer, items


def document_document_readers_59(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).readers(**arguments)
    items = []
    return answer.to_json(), items


def document_document_readers_disagree_60(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _document.Document._of(items[given["this"]]).readers_disagree(**arguments)
    items = []
    return answer, items


def document_document_resolution_61(given, items, watch):
    _only(given, ['page', 'this'])
    arguments = {}
    if "page" in given:
        arguments["page"] = given["page"]
    answer = _document.Document._of(items[given["this"]]).resolution(**arguments)
    items = []
    return answer, items


def document_page_geometry_62(given, items, watch):
    _only(given, ['page', 'this'])
    arguments = {}
    if "this" in given:
        arguments["document"] = items[given["this"]]
    if "page" in given:
        arguments["page"] = given["page"]
    answer = _document.Page.geometry(**arguments)
    items = []
    return answer.to_json(), items


def document_inspect_63(given, items, watch):
    _only(given, ['source', 'limits', 'name', 'password'])
    arguments = {}
    if "source" in given:
        arguments["source"] = items[given["source"]]
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    if "name" in given:
        arguments["name"] = given["name"]
    if "password" in given:
        arguments["password"] = given["password"]
    answer = _document.inspect(**arguments, **watch)
    items = []
    return answer.to_json(), items


def document_wrap_to_pdf_64(given, items, watch):
    _only(given, ['files', 'limits'])
    arguments = {}
    if "files" in given:
        arguments["files"] = tuple([_wrap.NamedFile._unpack(one, items) for one in given["files"]])
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    answer = _wrap.to_pdf(**arguments, **watch)
    items = []
    return [one._pack(items) for one in answer], items


def exam_anonymous_id_as_str_65(given, items, watch):
    _only(given, ['text'])
    arguments = {}
    if "text" in given:
        arguments["text"] = given["text"]
    answer = _exam.AnonymousId.read(**arguments)
    items = []
    return answer, items


def exam_comment_bank_forget_66(given, items, watch):
    _only(given, ['text', 'question', 'this'])
    arguments = {}
    if "text" in given:
        arguments["text"] = given["text"]
    if "question" in given:
        arguments["question"] = given["question"]
    answer = _exam.CommentBank.from_json(given["this"]).forget(**arguments)
    items = []
    return answer.to_json(), items


def exam_comment_bank_new_67(given, items, watch):
    _only(given, ['official'])
    arguments = {}
    if "official" in given:
        arguments["official"] = tuple([_exam.Comment.from_json(one) for one in given["official"]])
    answer = _exam.CommentBank.create(**arguments)
    items = []
    return answer.to_json(), items


def exam_comment_bank_suggest_68(given, items, watch):
    _only(given, ['most', 'question', 'typed', 'this'])
    arguments = {}
    if "most" in given:
        arguments["most"] = given["most"]
    if "question" in given:
        arguments["question"] = given["question"]
    if "typed" in given:
        arguments["typed"] = given["typed"]
    answer = _exam.CommentBank.from_json(given["this"]).suggest(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_comment_bank_take_69(given, items, watch):
    _only(given, ['text', 'question', 'score_delta', 'this'])
    arguments = {}
    if "text" in given:
        arguments["text"] = given["text"]
    if "question" in given:
        arguments["question"] = given["question"]
    if "score_delta" in given:
        arguments["score_delta"] = (None if given["score_delta"] is None else _exam.read_mark(given["score_delta"]))
    answer = _exam.CommentBank.from_json(given["this"]).take(**arguments)
    items = []
    return answer.to_json(), items


def exam_distribution_of_70(given, items, watch):
    _only(given, ['marks'])
    arguments = {}
    if "marks" in given:
        arguments["marks"] = tuple([_exam.read_mark(one) for one in given["marks"]])
    answer = _exam.Distribution.of(**arguments)
    items = []
    return (None if answer is None else answer.to_json()), items


def exam_exam_key_derived_71(given, items, watch):
    _only(given, ['key', 'purpose'])
    arguments = {}
    if "key" in given:
        arguments["key"] = given["key"]
    if "purpose" in given:
        arguments["purpose"] = given["purpose"]
    answer = _exam.ExamKey.derived(**arguments)
    items = []
    return answer, items


def exam_exam_key_new_72(given, items, watch):
    _only(given, ['random'])
    arguments = {}
    if "random" in given:
        arguments["random"] = given["random"]
    answer = _exam.ExamKey.create(**arguments)
    items = []
    return answer, items


def exam_exam_key_to_text_73(given, items, watch):
    _only(given, ['key'])
    arguments = {}
    if "key" in given:
        arguments["key"] = given["key"]
    answer = _exam.ExamKey.to_text(**arguments)
    items = []
    return answer, items


def exam_id_scheme_capacity_74(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _exam.IdScheme.from_json(given["this"]).capacity(**arguments)
    items = []
    return answer, items


def exam_id_scheme_index_of_75(given, items, watch):
    _only(given, ['key', 'id', 'this'])
    arguments = {}
    if "key" in given:
        arguments["key"] = given["key"]
    if "id" in given:
        arguments["id"] = _exam.AnonymousId(given["id"])
    answer = _exam.IdScheme.from_json(given["this"]).index_of(**arguments)
    items = []
    return answer, items


def exam_id_scheme_new_76(given, items, watch):
    _only(given, ['exam', 'copies', 'check', 'digits', 'prefix'])
    arguments = {}
    if "exam" in given:
        arguments["exam"] = given["exam"]
    if "copies" in given:
        arguments["copies"] = given["copies"]
    if "check" in given:
        arguments["check"] = given["check"]
    if "digits" in given:
        arguments["digits"] = given["digits"]
    if "prefix" in given:
        arguments["prefix"] = given["prefix"]
    answer = _exam.IdScheme.create(**arguments)
    items = []
    return answer.to_json(), items


def exam_id_scheme_prefix_77(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _exam.IdScheme.from_json(given["this"]).get_prefix(**arguments)
    items = []
    return answer, items


def exam_mark_from_hundredths_78(given, items, watch):
    _only(given, ['hundredths'])
    arguments = {}
    if "hundredths" in given:
        arguments["hundredths"] = given["hundredths"]
    answer = _exam.Mark.from_hundredths(**arguments)
    items = []
    return _run.mark(answer), items


def exam_mark_hundredths_79(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _exam.read_mark(given["this"]).hundredths(**arguments)
    items = []
    return answer, items


def exam_mark_is_multiple_of_80(given, items, watch):
    _only(given, ['step', 'this'])
    arguments = {}
    if "step" in given:
        arguments["step"] = _exam.read_mark(given["step"])
    answer = _exam.read_mark(given["this"]).is_multiple_of(**arguments)
    items = []
    return answer, items


def exam_mark_scaled_81(given, items, watch):
    _only(given, ['numerator', 'denominator', 'this'])
    arguments = {}
    if "numerator" in given:
        arguments["numerator"] = _exam.read_mark(given["numerator"])
    if "denominator" in given:
        arguments["denominator"] = _exam.read_mark(given["denominator"])
    answer = _exam.read_mark(given["this"]).scaled(**arguments)
    items = []
    return _run.mark(answer), items


def exam_mark_sum_82(given, items, watch):
    _only(given, ['marks'])
    arguments = {}
    if "marks" in given:
        arguments["marks"] = tuple([_exam.read_mark(one) for one in given["marks"]])
    answer = _exam.Mark.sum(**arguments)
    items = []
    return _run.mark(answer), items


def exam_marked_paper_read_all_83(given, items, watch):
    _only(given, ['json'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    answer = _exam.MarkedPaper.read_all(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_marker_statistics_of_84(given, items, watch):
    _only(given, ['copies'])
    arguments = {}
    if "copies" in given:
        arguments["copies"] = tuple([_exam.CopyMarks.from_json(one) for one in given["copies"]])
    answer = _exam.MarkerStatistics.of(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_scheme_check_85(given, items, watch):
    _only(given, ['scores', 'deltas', 'variant', 'this'])
    arguments = {}
    if "scores" in given:
        arguments["scores"] = _exam.Scores.from_json(given["scores"])
    if "deltas" in given:
        arguments["deltas"] = tuple([_exam.read_mark(one) for one in given["deltas"]])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).check(**arguments)
    items = []
    return answer, items


def exam_scheme_complete_total_86(given, items, watch):
    _only(given, ['scores', 'deltas', 'variant', 'this'])
    arguments = {}
    if "scores" in given:
        arguments["scores"] = _exam.Scores.from_json(given["scores"])
    if "deltas" in given:
        arguments["deltas"] = tuple([_exam.read_mark(one) for one in given["deltas"]])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).complete_total(**arguments)
    items = []
    return answer.to_json(), items


def exam_scheme_items_87(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _exam.Scheme.from_json(given["this"]).get_items(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_scheme_missing_88(given, items, watch):
    _only(given, ['scores', 'deltas', 'variant', 'this'])
    arguments = {}
    if "scores" in given:
        arguments["scores"] = _exam.Scores.from_json(given["scores"])
    if "deltas" in given:
        arguments["deltas"] = tuple([_exam.read_mark(one) for one in given["deltas"]])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).missing(**arguments)
    items = []
    return list(answer), items


def exam_scheme_out_of_89(given, items, watch):
    _only(given, ['variant', 'this'])
    arguments = {}
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).out_of(**arguments)
    items = []
    return _run.mark(answer), items


def exam_scheme_questions_90(given, items, watch):
    _only(given, ['variant', 'this'])
    arguments = {}
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).questions(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_scheme_read_91(given, items, watch):
    _only(given, ['json'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    answer = _exam.Scheme.read(**arguments)
    items = []
    return answer.to_json(), items


def exam_scheme_rescore_92(given, items, watch):
    _only(given, ['new', 'copies', 'this'])
    arguments = {}
    if "new" in given:
        arguments["new"] = _exam.Scheme.from_json(given["new"])
    if "copies" in given:
        arguments["copies"] = tuple([_exam.PaperMarks.from_json(one) for one in given["copies"]])
    answer = _exam.Scheme.from_json(given["this"]).rescore(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_scheme_total_93(given, items, watch):
    _only(given, ['scores', 'deltas', 'variant', 'this'])
    arguments = {}
    if "scores" in given:
        arguments["scores"] = _exam.Scores.from_json(given["scores"])
    if "deltas" in given:
        arguments["deltas"] = tuple([_exam.read_mark(one) for one in given["deltas"]])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Scheme.from_json(given["this"]).total(**arguments)
    items = []
    return answer.to_json(), items


def exam_scheme_variants_94(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _exam.Scheme.from_json(given["this"]).variants(**arguments)
    items = []
    return list(answer), items


def exam_scores_read_95(given, items, watch):
    _only(given, ['json'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    answer = _exam.Scores.read(**arguments)
    items = []
    return answer.to_json(), items


def exam_scores_sum_96(given, items, watch):
    _only(given, ['deltas', 'this'])
    arguments = {}
    if "deltas" in given:
        arguments["deltas"] = tuple([_exam.read_mark(one) for one in given["deltas"]])
    answer = _exam.Scores.from_json(given["this"]).sum(**arguments)
    items = []
    return _run.mark(answer), items


def exam_statistics_of_97(given, items, watch):
    _only(given, ['scheme', 'copies', 'variant'])
    arguments = {}
    if "scheme" in given:
        arguments["scheme"] = _exam.Scheme.from_json(given["scheme"])
    if "copies" in given:
        arguments["copies"] = tuple([_exam.CopyMarks.from_json(one) for one in given["copies"]])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Statistics.of(**arguments)
    items = []
    return answer.to_json(), items


def exam_tolerance_disagreements_98(given, items, watch):
    _only(given, ['scheme', 'first', 'second', 'variant', 'this'])
    arguments = {}
    if "scheme" in given:
        arguments["scheme"] = _exam.Scheme.from_json(given["scheme"])
    if "first" in given:
        arguments["first"] = _exam.Scores.from_json(given["first"])
    if "second" in given:
        arguments["second"] = _exam.Scores.from_json(given["second"])
    if "variant" in given:
        arguments["variant"] = given["variant"]
    answer = _exam.Tolerance.from_json(given["this"]).disagreements(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def exam_anonymous_id_99(given, items, watch):
    _only(given, ['scheme', 'key', 'index'])
    arguments = {}
    if "scheme" in given:
        arguments["scheme"] = _exam.IdScheme.from_json(given["scheme"])
    if "key" in given:
        arguments["key"] = given["key"]
    if "index" in given:
        arguments["index"] = given["index"]
    answer = _exam.anonymous_id(**arguments)
    items = []
    return answer, items


def exam_histogram_100(given, items, watch):
    _only(given, ['marks', 'scale', 'width'])
    arguments = {}
    if "marks" in given:
        arguments["marks"] = tuple([_exam.read_mark(one) for one in given["marks"]])
    if "scale" in given:
        arguments["scale"] = _exam.read_mark(given["scale"])
    if "width" in given:
        arguments["width"] = _exam.read_mark(given["width"])
    answer = _exam.histogram(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def export_archive_finish_101(given, items, watch):
    _only(given, ['entries'])
    arguments = {}
    if "entries" in given:
        arguments["entries"] = tuple([_export.Entry._unpack(one, items) for one in given["entries"]])
    answer = _export.Archive.finish(**arguments, **watch)
    items = []
    return answer._pack(items), items


def export_file_names_take_102(given, items, watch):
    _only(given, ['wanted'])
    arguments = {}
    if "wanted" in given:
        arguments["wanted"] = tuple([_export.Wanted.from_json(one) for one in given["wanted"]])
    answer = _export.FileNames.take(**arguments)
    items = []
    return list(answer), items


def export_mark_book_new_103(given, items, watch):
    _only(given, ['subject', 'rows'])
    arguments = {}
    if "subject" in given:
        arguments["subject"] = given["subject"]
    if "rows" in given:
        arguments["rows"] = tuple([_export.MarkBookRow.from_json(one) for one in given["rows"]])
    answer = _export.MarkBook.create(**arguments)
    items = []
    return answer.to_json(), items


def export_mark_book_read_104(given, items, watch):
    _only(given, ['json', 'limits'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    answer = _export.MarkBook.read(**arguments)
    items = []
    return answer.to_json(), items


def export_mark_book_row_is_graded_105(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _export.MarkBookRow.from_json(given["this"]).is_graded(**arguments)
    items = []
    return answer, items


def export_merge_106(given, items, watch):
    _only(given, ['papers'])
    arguments = {}
    if "papers" in given:
        arguments["papers"] = tuple([_export.TitledPaper._unpack(one, items) for one in given["papers"]])
    answer = _export.merge(**arguments, **watch)
    items = []
    return _run.put(items, answer), items


def export_outline_title_107(given, items, watch):
    _only(given, ['row', 'names'])
    arguments = {}
    if "row" in given:
        arguments["row"] = _export.MarkBookRow.from_json(given["row"])
    if "names" in given:
        arguments["names"] = given["names"]
    answer = _export.outline_title(**arguments)
    items = []
    return answer, items


def export_paper_name_108(given, items, watch):
    _only(given, ['row', 'names'])
    arguments = {}
    if "row" in given:
        arguments["row"] = _export.MarkBookRow.from_json(given["row"])
    if "names" in given:
        arguments["names"] = given["names"]
    answer = _export.paper_name(**arguments)
    items = []
    return answer, items


def export_pronote_109(given, items, watch):
    _only(given, ['book'])
    arguments = {}
    if "book" in given:
        arguments["book"] = _export.MarkBook.from_json(given["book"])
    answer = _export.pronote(**arguments)
    items = []
    return answer._pack(items), items


def export_results_110(given, items, watch):
    _only(given, ['book', 'language'])
    arguments = {}
    if "book" in given:
        arguments["book"] = _export.MarkBook.from_json(given["book"])
    if "language" in given:
        arguments["language"] = _run.known(_words.Language, given["language"])
    answer = _export.results(**arguments)
    items = []
    return answer._pack(items), items


def export_statistics_111(given, items, watch):
    _only(given, ['book', 'language'])
    arguments = {}
    if "book" in given:
        arguments["book"] = _export.MarkBook.from_json(given["book"])
    if "language" in given:
        arguments["language"] = _run.known(_words.Language, given["language"])
    answer = _export.statistics(**arguments)
    items = []
    return answer._pack(items), items


def flatten_exchange_pages_of_112(given, items, watch):
    _only(given, ['document', 'pages'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    answer = _exchange.Pages.of(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def flatten_exchange_from_json_113(given, items, watch):
    _only(given, ['json', 'pages'])
    arguments = {}
    if "json" in given:
        arguments["json"] = items[given["json"]]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    answer = _exchange.from_json(**arguments)
    items = []
    return answer.to_json(), items


def flatten_exchange_from_pdf_114(given, items, watch):
    _only(given, ['document', 'pages'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    answer = _exchange.from_pdf(**arguments, **watch)
    items = []
    return answer.to_json(), items


def flatten_exchange_from_xfdf_115(given, items, watch):
    _only(given, ['xfdf', 'pages'])
    arguments = {}
    if "xfdf" in given:
        arguments["xfdf"] = items[given["xfdf"]]
    if "pages" in given:
        arguments["pages"] = tuple([_exchange.PaperPage.from_json(one) for one in given["pages"]])
    answer = _exchange.from_xfdf(**arguments)
    items = []
    return answer.to_json(), items


def flatten_exchange_to_json_116(given, items, watch):
    _only(given, ['annotations'])
    arguments = {}
    if "annotations" in given:
        arguments["annotations"] = _exchange.Annotations.from_json(given["annotations"])
    answer = _exchange.to_json(**arguments)
    items = []
    return _run.put(items, answer), items


def flatten_exchange_to_xfdf_117(given, items, watch):
    _only(given, ['annotations', 'pages', 'authors'])
    arguments = {}
    if "annotations" in given:
        arguments["annotations"] = _exchange.Annotations.from_json(given["annotations"])
    if "pages" in given:
        arguments["pages"] = tuple([_exchange.PaperPage.from_json(one) for one in given["pages"]])
    if "authors" in given:
        arguments["authors"] = given["authors"]
    answer = _exchange.to_xfdf(**arguments)
    items = []
    return _run.put(items, answer), items


def flatten_verify_118(given, items, watch):
    _only(given, ['document', 'fonts'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "fonts" in given:
        arguments["fonts"] = tuple([items[one] for one in given["fonts"]])
    answer = _flatten.verify(**arguments, **watch)
    items = []
    return answer.to_json(), items


def flatten_write_119(given, items, watch):
    _only(given, ['document', 'pages', 'fonts', 'marking', 'options'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    if "fonts" in given:
        arguments["fonts"] = tuple([items[one] for one in given["fonts"]])
    if "marking" in given:
        arguments["marking"] = _flatten.Marking.from_json(given["marking"])
    if "options" in given:
        arguments["options"] = _flatten.FlattenOptions.from_json(given["options"])
    answer = _flatten.write(**arguments, **watch)
    items = []
    return answer._pack(items), items


def flatten_write_for_marker_120(given, items, watch):
    _only(given, ['copy', 'id', 'pages', 'fonts', 'marking', 'options'])
    arguments = {}
    if "copy" in given:
        arguments["copy"] = items[given["copy"]]
    if "id" in given:
        arguments["id"] = _exam.AnonymousId(given["id"])
    if "pages" in given:
        arguments["pages"] = tuple(given["pages"])
    if "fonts" in given:
        arguments["fonts"] = tuple([items[one] for one in given["fonts"]])
    if "marking" in given:
        arguments["marking"] = _flatten.Marking.from_json(given["marking"])
    if "options" in given:
        arguments["options"] = _flatten.FlattenOptions.from_json(given["options"])
    answer = _flatten.write_for_marker(**arguments, **watch)
    items = []
    return answer._pack(items), items


def raster_page_121(given, items, watch):
    _only(given, ['document', 'page', 'dpi', 'options'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "page" in given:
        arguments["page"] = given["page"]
    if "dpi" in given:
        arguments["dpi"] = given["dpi"]
    if "options" in given:
        arguments["options"] = _raster.PictureOptions.from_json(given["options"])
    answer = _raster.page(**arguments, **watch)
    items = []
    return answer._pack(items), items


def raster_thumbnail_122(given, items, watch):
    _only(given, ['document', 'page', 'width', 'height', 'options'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "page" in given:
        arguments["page"] = given["page"]
    if "width" in given:
        arguments["width"] = given["width"]
    if "height" in given:
        arguments["height"] = given["height"]
    if "options" in given:
        arguments["options"] = _raster.PictureOptions.from_json(given["options"])
    answer = _raster.thumbnail(**arguments, **watch)
    items = []
    return answer._pack(items), items


def redact_redacted_pdf_audit_123(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).audit(**arguments)
    items = []
    return answer.to_json(), items


def redact_redacted_pdf_bytes_124(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).to_bytes(**arguments)
    items = []
    return _run.put(items, answer), items


def redact_redacted_pdf_from_storage_125(given, items, watch):
    _only(given, ['pdf', 'receipt', 'key'])
    arguments = {}
    if "pdf" in given:
        arguments["pdf"] = items[given["pdf"]]
    if "receipt" in given:
        arguments["receipt"] = _redact.RedactionReceipt.from_json(given["receipt"])
    if "key" in given:
        arguments["key"] = given["key"]
    answer = _redact.RedactedPdf.from_storage(**arguments, **watch)
    items = []
    return _run.put(items, answer), items


def redact_redacted_pdf_notes_126(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).notes(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def redact_redacted_pdf_page_count_127(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).page_count(**arguments)
    items = []
    return answer, items


def redact_redacted_pdf_receipt_128(given, items, watch):
    _only(given, ['key', 'this'])
    arguments = {}
    if "key" in given:
        arguments["key"] = given["key"]
    answer = _redact.RedactedPdf._of(items[given["this"]]).receipt(**arguments, **watch)
    items = []
    return answer.to_json(), items


def redact_redacted_pdf_wiped_129(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).wiped(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def redact_redacted_pdf_zones_130(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _redact.RedactedPdf._of(items[given["this"]]).zones(**arguments)
    items = []
    return [one.to_json() for one in answer], items


def redact_redaction_plan_new_131(given, items, watch):
    _only(given, ['plan'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _redact.RedactionPlan.from_json(given["plan"])
    answer = _redact.RedactionPlan.create(**arguments)
    items = []
    return answer.to_json(), items


def redact_apply_132(given, items, watch):
    _only(given, ['document', 'plan', 'needles'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "plan" in given:
        arguments["plan"] = _redact.RedactionPlan.from_json(given["plan"])
    if "needles" in given:
        arguments["needles"] = tuple(given["needles"])
    answer = _redact.apply(**arguments, **watch)
    items = []
    return _run.put(items, answer), items


def redact_audit_audit_133(given, items, watch):
    _only(given, ['pdf', 'expected', 'limits', 'needles', 'password', 'zones'])
    arguments = {}
    if "pdf" in given:
        arguments["pdf"] = items[given["pdf"]]
    if "expected" in given:
        arguments["expected"] = tuple([_audit.Expected.from_json(one) for one in given["expected"]])
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    if "needles" in given:
        arguments["needles"] = tuple(given["needles"])
    if "password" in given:
        arguments["password"] = given["password"]
    if "zones" in given:
        arguments["zones"] = tuple([_redact.Zone.from_json(one) for one in given["zones"]])
    answer = _audit.audit(**arguments, **watch)
    items = []
    return answer.to_json(), items


def redact_auto_of_copy_134(given, items, watch):
    _only(given, ['plan', 'copy', 'sources', 'findings', 'notes', 'options', 'straighten'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _booklet.SplitPlan.from_json(given["plan"])
    if "copy" in given:
        arguments["copy"] = given["copy"]
    if "sources" in given:
        arguments["sources"] = tuple([_document.Document._of(items[one]) for one in given["sources"]])
    if "findings" in given:
        arguments["findings"] = (None if given["findings"] is None else _booklet.Findings.from_json(given["findings"]))
    if "notes" in given:
        arguments["notes"] = tuple([_auto.Note.from_json(one) for one in given["notes"]])
    if "options" in given:
        arguments["options"] = _auto.AutoOptions.from_json(given["options"])
    if "straighten" in given:
        arguments["straighten"] = given["straighten"]
    answer = _auto.of_copy(**arguments, **watch)
    items = []
    return answer.to_json(), items


def redact_auto_of_document_135(given, items, watch):
    _only(given, ['document', 'options'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "options" in given:
        arguments["options"] = _auto.AutoOptions.from_json(given["options"])
    answer = _auto.of_document(**arguments, **watch)
    items = []
    return answer.to_json(), items


def redact_plan_136(given, items, watch):
    _only(given, ['document', 'zones', 'options'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "zones" in given:
        arguments["zones"] = tuple([_redact.Zone.from_json(one) for one in given["zones"]])
    if "options" in given:
        arguments["options"] = _redact.RedactionOptions.from_json(given["options"])
    answer = _redact.plan(**arguments)
    items = []
    return answer.to_json(), items


def roster_attendance_code_137(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _run.known(_roster.Attendance, given["this"]).code(**arguments)
    items = []
    return answer, items


def roster_attendance_expects_paper_138(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _run.known(_roster.Attendance, given["this"]).expects_paper(**arguments)
    items = []
    return answer, items


def roster_birth_date_new_139(given, items, watch):
    _only(given, ['year', 'month', 'day'])
    arguments = {}
    if "year" in given:
        arguments["year"] = given["year"]
    if "month" in given:
        arguments["month"] = given["month"]
    if "day" in given:
        arguments["day"] = given["day"]
    answer = _roster.BirthDate.create(**arguments)
    items = []
    return answer, items


def roster_candidate_needles_140(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _roster.Candidate.from_json(given["this"]).needles(**arguments)
    items = []
    return list(answer), items


def roster_counting_sheet_of_141(given, items, watch):
    _only(given, ['roster', 'matching', 'said'])
    arguments = {}
    if "roster" in given:
        arguments["roster"] = _roster.Roster.from_json(given["roster"])
    if "matching" in given:
        arguments["matching"] = _roster.Matching.from_json(given["matching"])
    if "said" in given:
        arguments["said"] = tuple([_roster.Said.from_json(one) for one in given["said"]])
    answer = _roster.CountingSheet.of(**arguments)
    items = []
    return answer.to_json(), items


def roster_date_read_date_142(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _roster.DateRead(given["this"]).date(**arguments)
    items = []
    return answer, items


def roster_date_read_wrong_digits_143(given, items, watch):
    _only(given, ['date', 'this'])
    arguments = {}
    if "date" in given:
        arguments["date"] = _roster.BirthDate(given["date"])
    answer = _roster.DateRead(given["this"]).wrong_digits(**arguments)
    items = []
    return answer, items


def roster_reading_same_candidate_144(given, items, watch):
    _only(given, ['other', 'this'])
    arguments = {}
    if "other" in given:
        arguments["other"] = _roster.Reading.from_json(given["other"])
    answer = _roster.Reading.from_json(given["this"]).same_candidate(**arguments)
    items = []
    return answer, items


def roster_roster_needles_145(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _roster.Roster.from_json(given["this"]).needles(**arguments)
    items = []
    return list(answer), items


def roster_roster_read_146(given, items, watch):
    _only(given, ['csv', 'limits'])
    arguments = {}
    if "csv" in given:
        arguments["csv"] = items[given["csv"]]
    if "limits" in given:
        arguments["limits"] = _words.Limits.from_json(given["limits"])
    answer = _roster.Roster.read(**arguments)
    items = []
    return answer.to_json(), items


def roster_match_copies_147(given, items, watch):
    _only(given, ['roster', 'readings', 'copies'])
    arguments = {}
    if "roster" in given:
        arguments["roster"] = _roster.Roster.from_json(given["roster"])
    if "readings" in given:
        arguments["readings"] = tuple([_roster.CopyReading.from_json(one) for one in given["readings"]])
    if "copies" in given:
        arguments["copies"] = tuple(given["copies"])
    answer = _roster.match_copies(**arguments, **watch)
    items = []
    return answer.to_json(), items


def roster_normalise_148(given, items, watch):
    _only(given, ['name'])
    arguments = {}
    if "name" in given:
        arguments["name"] = given["name"]
    answer = _roster.normalise(**arguments)
    items = []
    return answer, items


def scan_digits_likeliest_149(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _scan.Digits.from_json(given["this"]).likeliest(**arguments)
    items = []
    return (None if answer is None else list(answer)), items


def scan_digits_probability_150(given, items, watch):
    _only(given, ['number', 'this'])
    arguments = {}
    if "number" in given:
        arguments["number"] = given["number"]
    answer = _scan.Digits.from_json(given["this"]).probability(**arguments)
    items = []
    return answer, items


def scan_side_grade_151(given, items, watch):
    _only(given, ['this'])
    arguments = {}
    answer = _scan.Side.from_json(given["this"]).grade(**arguments)
    items = []
    return answer, items


def scan_thumbprint_lies_with_152(given, items, watch):
    _only(given, ['back', 'this'])
    arguments = {}
    if "back" in given:
        arguments["back"] = _scan.Thumbprint(given["back"])
    answer = _scan.Thumbprint(given["this"]).lies_with(**arguments)
    items = []
    return answer, items


def scan_thumbprint_likeness_153(given, items, watch):
    _only(given, ['other', 'this'])
    arguments = {}
    if "other" in given:
        arguments["other"] = _scan.Thumbprint(given["other"])
    answer = _scan.Thumbprint(given["this"]).likeness(**arguments)
    items = []
    return answer, items


def scan_thumbprint_shows_through_154(given, items, watch):
    _only(given, ['back', 'this'])
    arguments = {}
    if "back" in given:
        arguments["back"] = _scan.Thumbprint(given["back"])
    answer = _scan.Thumbprint(given["this"]).shows_through(**arguments)
    items = []
    return answer, items


def scan_examine_155(given, items, watch):
    _only(given, ['sources'])
    arguments = {}
    if "sources" in given:
        arguments["sources"] = tuple([_booklet.NamedDocument._unpack(one, items) for one in given["sources"]])
    answer = _scan.examine(**arguments, **watch)
    items = []
    return answer.to_json(), items


def scan_side_156(given, items, watch):
    _only(given, ['document', 'page'])
    arguments = {}
    if "document" in given:
        arguments["document"] = items[given["document"]]
    if "page" in given:
        arguments["page"] = given["page"]
    answer = _scan.side(**arguments, **watch)
    items = []
    return answer.to_json(), items


def split_apply_157(given, items, watch):
    _only(given, ['plan', 'sources', 'options'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _booklet.SplitPlan.from_json(given["plan"])
    if "sources" in given:
        arguments["sources"] = tuple([_document.Document._of(items[one]) for one in given["sources"]])
    if "options" in given:
        arguments["options"] = _split.SplitOptions.from_json(given["options"])
    answer = _split.apply(**arguments, **watch)
    items = []
    return [one._pack(items) for one in answer], items


def split_copy_158(given, items, watch):
    _only(given, ['plan', 'index', 'sources', 'options'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _booklet.SplitPlan.from_json(given["plan"])
    if "index" in given:
        arguments["index"] = given["index"]
    if "sources" in given:
        arguments["sources"] = tuple([_document.Document._of(items[one]) for one in given["sources"]])
    if "options" in given:
        arguments["options"] = _split.SplitOptions.from_json(given["options"])
    answer = _split.copy(**arguments, **watch)
    items = []
    return answer._pack(items), items


def split_review_page_159(given, items, watch):
    _only(given, ['plan', 'index', 'sources', 'options'])
    arguments = {}
    if "plan" in given:
        arguments["plan"] = _booklet.SplitPlan.from_json(given["plan"])
    if "index" in given:
        arguments["index"] = given["index"]
    if "sources" in given:
        arguments["sources"] = tuple([_document.Document._of(items[one]) for one in given["sources"]])
    if "options" in given:
        arguments["options"] = _split.SplitOptions.from_json(given["options"])
    answer = _split.review_page(**arguments, **watch)
    items = []
    return answer._pack(items), items


def typeset_fonts_missing_160(given, items, watch):
    _only(given, ['text', 'fonts'])
    arguments = {}
    if "text" in given:
        arguments["text"] = given["text"]
    if "fonts" in given:
        arguments["fonts"] = tuple([items[one] for one in given["fonts"]])
    answer = _typeset.Fonts.missing(**arguments)
    items = []
    return list(answer), items


CALLS = {
    "booklet::SplitPlan::accept_copy": booklet_split_plan_accept_copy_0,
    "booklet::SplitPlan::mark_blank": booklet_split_plan_mark_blank_1,
    "booklet::SplitPlan::merge_copies": booklet_split_plan_merge_copies_2,
    "booklet::SplitPlan::move_page": booklet_split_plan_move_page_3,
    "booklet::SplitPlan::needs_review": booklet_split_plan_needs_review_4,
    "booklet::SplitPlan::new": booklet_split_plan_new_5,
    "booklet::SplitPlan::rotate_side": booklet_split_plan_rotate_side_6,
    "booklet::SplitPlan::set_candidate": booklet_split_plan_set_candidate_7,
    "booklet::SplitPlan::split_copy": booklet_split_plan_split_copy_8,
    "booklet::SplitPlan::swap_pages": booklet_split_plan_swap_pages_9,
    "booklet::assign": booklet_assign_10,
    "booklet::diff": booklet_diff_11,
    "booklet::plan": booklet_plan_12,
    "copy::Annotation::check": copy_annotation_check_13,
    "copy::Checkpoint::next": copy_checkpoint_next_14,
    "copy::Copy::apply": copy_copy_apply_15,
    "copy::Copy::lock": copy_copy_lock_16,
    "copy::Copy::new": copy_copy_new_17,
    "copy::Copy::status": copy_copy_status_18,
    "copy::Fact::is_decision": copy_fact_is_decision_19,
    "copy::Fence::next": copy_fence_next_20,
    "copy::Link::next": copy_link_next_21,
    "copy::Lock::is_live": copy_lock_is_live_22,
    "copy::LockToken::hash": copy_lock_token_hash_23,
    "copy::Payload::new": copy_payload_new_24,
    "copy::Shape::check": copy_shape_check_25,
    "copy::TokenHash::is_of": copy_token_hash_is_of_26,
    "copy::Ttl::after": copy_ttl_after_27,
    "copy::Ttl::from_seconds": copy_ttl_from_seconds_28,
    "copy::decide": copy_decide_29,
    "copy::merge": copy_merge_30,
    "copy::store::Log::of": copy_store_log_of_31,
    "copy::store::Log::read": copy_store_log_read_32,
    "copy::store::Log::verify": copy_store_log_verify_33,
    "copy::store::MemoryStore::new": copy_store_memory_store_new_34,
    "copy::store::MemoryStore::set_now": copy_store_memory_store_set_now_35,
    "copy::store::Opened::append": copy_store_opened_append_36,
    "copy::store::Snapshot::new": copy_store_snapshot_new_37,
    "copy::store::Stored::open": copy_store_stored_open_38,
    "copy::store::checkpoint": copy_store_checkpoint_39,
    "copy::store::create": copy_store_create_40,
    "copy::store::erase_history": copy_store_erase_history_41,
    "copy::store::forget": copy_store_forget_42,
    "copy::store::handle": copy_store_handle_43,
    "copy::store::merge": copy_store_merge_44,
    "copy::store::prepare": copy_store_prepare_45,
    "copy::store::sync": copy_store_sync_46,
    "copy::sync": copy_sync_47,
    "copy::verify": copy_verify_48,
    "copy::verify_checkpoints": copy_verify_checkpoints_49,
    "dispatch::Dispatched::left": dispatch_dispatched_left_50,
    "dispatch::Waiting::by_question": dispatch_waiting_by_question_51,
    "dispatch::dispatch": dispatch_dispatch_52,
    "document::Document::hash": document_document_hash_53,
    "document::Document::inspect": document_document_inspect_54,
    "document::Document::is_encrypted": document_document_is_encrypted_55,
    "document::Document::is_repaired": document_document_is_repaired_56,
    "document::Document::open": document_document_open_57,
    "document::Document::page_count": document_document_page_count_58,
    "document::Document::readers": document_document_readers_59,
    "document::Document::readers_disagree": document_document_readers_disagree_60,
    "document::Document::resolution": document_document_resolution_61,
    "document::Page::geometry": document_page_geometry_62,
    "document::inspect": document_inspect_63,
    "document::wrap::to_pdf": document_wrap_to_pdf_64,
    "exam::AnonymousId::as_str": exam_anonymous_id_as_str_65,
    "exam::CommentBank::forget": exam_comment_bank_forget_66,
    "exam::CommentBank::new": exam_comment_bank_new_67,
    "exam::CommentBank::suggest": exam_comment_bank_suggest_68,
    "exam::CommentBank::take": exam_comment_bank_take_69,
    "exam::Distribution::of": exam_distribution_of_70,
    "exam::ExamKey::derived": exam_exam_key_derived_71,
    "exam::ExamKey::new": exam_exam_key_new_72,
    "exam::ExamKey::to_text": exam_exam_key_to_text_73,
    "exam::IdScheme::capacity": exam_id_scheme_capacity_74,
    "exam::IdScheme::index_of": exam_id_scheme_index_of_75,
    "exam::IdScheme::new": exam_id_scheme_new_76,
    "exam::IdScheme::prefix": exam_id_scheme_prefix_77,
    "exam::Mark::from_hundredths": exam_mark_from_hundredths_78,
    "exam::Mark::hundredths": exam_mark_hundredths_79,
    "exam::Mark::is_multiple_of": exam_mark_is_multiple_of_80,
    "exam::Mark::scaled": exam_mark_scaled_81,
    "exam::Mark::sum": exam_mark_sum_82,
    "exam::MarkedPaper::read_all": exam_marked_paper_read_all_83,
    "exam::MarkerStatistics::of": exam_marker_statistics_of_84,
    "exam::Scheme::check": exam_scheme_check_85,
    "exam::Scheme::complete_total": exam_scheme_complete_total_86,
    "exam::Scheme::items": exam_scheme_items_87,
    "exam::Scheme::missing": exam_scheme_missing_88,
    "exam::Scheme::out_of": exam_scheme_out_of_89,
    "exam::Scheme::questions": exam_scheme_questions_90,
    "exam::Scheme::read": exam_scheme_read_91,
    "exam::Scheme::rescore": exam_scheme_rescore_92,
    "exam::Scheme::total": exam_scheme_total_93,
    "exam::Scheme::variants": exam_scheme_variants_94,
    "exam::Scores::read": exam_scores_read_95,
    "exam::Scores::sum": exam_scores_sum_96,
    "exam::Statistics::of": exam_statistics_of_97,
    "exam::Tolerance::disagreements": exam_tolerance_disagreements_98,
    "exam::anonymous_id": exam_anonymous_id_99,
    "exam::histogram": exam_histogram_100,
    "export::Archive::finish": export_archive_finish_101,
    "export::FileNames::take": export_file_names_take_102,
    "export::MarkBook::new": export_mark_book_new_103,
    "export::MarkBook::read": export_mark_book_read_104,
    "export::MarkBookRow::is_graded": export_mark_book_row_is_graded_105,
    "export::merge": export_merge_106,
    "export::outline_title": export_outline_title_107,
    "export::paper_name": export_paper_name_108,
    "export::pronote": export_pronote_109,
    "export::results": export_results_110,
    "export::statistics": export_statistics_111,
    "flatten::exchange::Pages::of": flatten_exchange_pages_of_112,
    "flatten::exchange::from_json": flatten_exchange_from_json_113,
    "flatten::exchange::from_pdf": flatten_exchange_from_pdf_114,
    "flatten::exchange::from_xfdf": flatten_exchange_from_xfdf_115,
    "flatten::exchange::to_json": flatten_exchange_to_json_116,
    "flatten::exchange::to_xfdf": flatten_exchange_to_xfdf_117,
    "flatten::verify": flatten_verify_118,
    "flatten::write": flatten_write_119,
    "flatten::write_for_marker": flatten_write_for_marker_120,
    "raster::page": raster_page_121,
    "raster::thumbnail": raster_thumbnail_122,
    "redact::RedactedPdf::audit": redact_redacted_pdf_audit_123,
    "redact::RedactedPdf::bytes": redact_redacted_pdf_bytes_124,
    "redact::RedactedPdf::from_storage": redact_redacted_pdf_from_storage_125,
    "redact::RedactedPdf::notes": redact_redacted_pdf_notes_126,
    "redact::RedactedPdf::page_count": redact_redacted_pdf_page_count_127,
    "redact::RedactedPdf::receipt": redact_redacted_pdf_receipt_128,
    "redact::RedactedPdf::wiped": redact_redacted_pdf_wiped_129,
    "redact::RedactedPdf::zones": redact_redacted_pdf_zones_130,
    "redact::RedactionPlan::new": redact_redaction_plan_new_131,
    "redact::apply": redact_apply_132,
    "redact::audit::audit": redact_audit_audit_133,
    "redact::auto::of_copy": redact_auto_of_copy_134,
    "redact::auto::of_document": redact_auto_of_document_135,
    "redact::plan": redact_plan_136,
    "roster::Attendance::code": roster_attendance_code_137,
    "roster::Attendance::expects_paper": roster_attendance_expects_paper_138,
    "roster::BirthDate::new": roster_birth_date_new_139,
    "roster::Candidate::needles": roster_candidate_needles_140,
    "roster::CountingSheet::of": roster_counting_sheet_of_141,
    "roster::DateRead::date": roster_date_read_date_142,
    "roster::DateRead::wrong_digits": roster_date_read_wrong_digits_143,
    "roster::Reading::same_candidate": roster_reading_same_candidate_144,
    "roster::Roster::needles": roster_roster_needles_145,
    "roster::Roster::read": roster_roster_read_146,
    "roster::match_copies": roster_match_copies_147,
    "roster::normalise": roster_normalise_148,
    "scan::Digits::likeliest": scan_digits_likeliest_149,
    "scan::Digits::probability": scan_digits_probability_150,
    "scan::Side::grade": scan_side_grade_151,
    "scan::Thumbprint::lies_with": scan_thumbprint_lies_with_152,
    "scan::Thumbprint::likeness": scan_thumbprint_likeness_153,
    "scan::Thumbprint::shows_through": scan_thumbprint_shows_through_154,
    "scan::examine": scan_examine_155,
    "scan::side": scan_side_156,
    "split::apply": split_apply_157,
    "split::copy": split_copy_158,
    "split::review_page": split_review_page_159,
    "typeset::Fonts::missing": typeset_fonts_missing_160,
}
