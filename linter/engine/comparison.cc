#include "linter/engine/comparison.h"

#include <algorithm>
#include <utility>

namespace retort {
namespace {

std::vector<std::string> SortedIds(const std::vector<Reference>& references) {
  std::vector<std::string> ids;
  for (const Reference& reference : references) ids.push_back(reference.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

size_t HeadsOf(const std::vector<FiledRevision>& filed) {
  std::vector<Revision> revisions;
  for (const FiledRevision& one : filed) revisions.push_back(one.revision);
  return RevisionGraph(std::move(revisions)).Heads().size();
}

}  // namespace

Comparison::Comparison(const CurrentRevisions& current, const PlacedEnvironment& placed, const BaseFiles& base,
                       const Sources& sources)
    : current_(current), placed_(placed), base_(base), sources_(sources) {
  for (size_t i = 0; i < current.revisions.size(); ++i) {
    if (!current.revisions[i].id.empty()) by_id_[current.revisions[i].id].push_back(i);
  }
}

void Comparison::Read(const RevisionLanguage& language, const Pool& pool) {
  former_ = pool.Map<FormerRevision>(base_.files.size(), [&](size_t i) {
    FormerRevision former;
    const BaseFile& file = base_.files[i];
    if (!file.text.has_value()) return former;
    former.revision = language.read(*current_.environment, file.path, *file.text);
    if (const Revision* now = Today(former.revision.id, file.path)) {
      former.difference = language.compare(former.revision, *file.text, *now, sources_[now->where.file].text());
    }
    return former;
  });
}

History Comparison::Conclude() const {
  History history;
  history.has_base = true;
  const std::map<std::string, Fate> fates = Fates();
  const bool any_left =
      std::any_of(fates.begin(), fates.end(), [&](const auto& fate) { return by_id_.contains(fate.first); });
  if (base_.moved && !any_left) return history;  // the files had the names of today's by chance
  std::set<std::string> gone;
  for (const auto& [id, fate] : fates) {
    history.applied.push_back(id);
    if (by_id_.contains(id)) continue;
    gone.insert(id);
    if (!IsUnreadableToday(fate.file)) history.deleted.push_back(Deleted(id, fate.file));
  }
  history.replaced = !history.deleted.empty() && !any_left;
  AddInserted(gone, history);
  for (const auto& [id, fate] : fates) {
    if (fate.difference != nullptr && by_id_.contains(id)) AddChange(id, fate, history);
  }
  if (!history.reparented.empty()) {
    const bool mends = HeadsToday() < HeadsOf(Former());
    for (ReparentedRevision& moved : history.reparented) moved.mends_fork = mends;
  }
  return history;
}

size_t Comparison::HeadsToday() const {
  std::vector<FiledRevision> today;
  for (const Revision& revision : current_.revisions) today.push_back({"", WithoutOperations(revision)});
  return HeadsOf(today);
}

// A new parent follows from the deletion or the insertion of a revision, which is said once; or it mends a link that
// led nowhere, with which Alembic could do nothing.
void Comparison::AddChange(const std::string& id, const Fate& fate, History& history) const {
  const Revision& before = former_[fate.file].revision;
  const Revision& now = *Today(id, base_.files[fate.file].path);
  const Difference& difference = *fate.difference;
  std::vector<std::string> old_parents = SortedIds(before.parents), new_parents = SortedIds(now.parents);
  const bool moved = old_parents != new_parents;
  const bool old_is_gone = std::any_of(old_parents.begin(), old_parents.end(),
                                       [&](const std::string& parent) { return !by_id_.contains(parent); });
  const bool below_new = std::any_of(history.inserted.begin(), history.inserted.end(),
                                     [&](const InsertedRevision& inserted) { return inserted.before == id; });
  if (moved && !old_is_gone && !below_new) {
    history.reparented.push_back(
        {id, now.parents_at, std::move(old_parents), std::move(new_parents), difference.changes, false});
  } else if (!moved || !difference.changes.empty()) {
    history.edited.push_back({.revision = id,
                              .at = difference.at,
                              .changes = difference.changes,
                              .operations = difference.operations,
                              .only_downgrade = difference.only_downgrade});
  }
}

// `gone`: ids of the base that no file has. A new id in their place is no insertion.
void Comparison::AddInserted(const std::set<std::string>& gone, History& history) const {
  std::map<std::string, InsertedRevision> inserted;
  std::set<std::string> renamed;
  for (const DeletedRevision& deleted : history.deleted) renamed.insert(deleted.renamed_to);
  const auto is_applied = [&](const std::string& id) {
    return std::binary_search(history.applied.begin(), history.applied.end(), id);
  };
  std::map<std::string, const Revision*> was;
  for (size_t i = 0; i < base_.files.size(); ++i) {
    if (base_.files[i].text.has_value()) was[former_[i].revision.id] = &former_[i].revision;
  }
  for (const Revision& child : current_.revisions) {
    const auto former = was.find(child.id);
    if (former == was.end() || !is_applied(child.id)) continue;  // one that is as it was has the parents that it had
    const std::vector<Reference>& old = former->second->parents;
    if (std::any_of(old.begin(), old.end(), [&](const Reference& parent) { return gone.contains(parent.id); }))
      continue;
    for (const Reference& parent : child.parents) {
      const auto there = by_id_.find(parent.id);
      if (is_applied(parent.id) || there == by_id_.end() || renamed.contains(parent.id)) continue;
      const bool had = std::any_of(old.begin(), old.end(), [&](const Reference& one) { return one.id == parent.id; });
      if (had) continue;
      const Revision& revision = current_.revisions[there->second.back()];
      inserted.try_emplace(parent.id, InsertedRevision{parent.id, revision.id_at, child.id, child.parents_at});
    }
  }
  for (auto& [id, one] : inserted) history.inserted.push_back(std::move(one));
}

size_t Comparison::Unread() const {
  return std::count_if(base_.files.begin(), base_.files.end(),
                       [](const BaseFile& file) { return !file.same.has_value() && !file.text.has_value(); });
}

std::vector<FiledRevision> Comparison::Former() const {
  std::vector<FiledRevision> former;
  for (size_t i = 0; i < base_.files.size(); ++i) {
    const BaseFile& file = base_.files[i];
    const Revision* today = file.same.has_value() ? &current_.revisions[*file.same] : AtPath(file.path);
    if (file.text.has_value()) {
      former.push_back({file.path, WithoutOperations(former_[i].revision)});
    } else if (today != nullptr) {
      former.push_back({file.path, WithoutOperations(*today)});
    }
  }
  return former;
}

std::map<std::string, Revision> Comparison::Edited(const History& history) const {
  std::map<std::string, Revision> edited;
  for (const EditedRevision& one : history.edited) {
    for (const FormerRevision& former : former_) {
      if (former.revision.id == one.revision) edited.emplace(one.revision, former.revision);
    }
  }
  return edited;
}

std::map<std::string, Comparison::Fate> Comparison::Fates() const {
  std::map<std::string, Fate> fates;
  for (size_t i = 0; i < base_.files.size(); ++i) {
    const std::string id = IdOf(i);
    if (id.empty()) continue;
    const Difference* difference = former_[i].difference.has_value() ? &*former_[i].difference : nullptr;
    const auto [fate, is_new] = fates.try_emplace(id, Fate{i, difference});
    if (!is_new && difference == nullptr) fate->second = {i, nullptr};
  }
  return fates;
}

// The id that a file of the base had. A file whose text cannot be known stands for today's file at its place.
std::string Comparison::IdOf(size_t file) const {
  const BaseFile& base = base_.files[file];
  if (base.same.has_value()) return current_.revisions[*base.same].id;
  if (base.text.has_value()) return former_[file].revision.id;
  const Revision* now = AtPath(base.path);
  return now == nullptr ? "" : now->id;
}

const Revision* Comparison::AtPath(const std::string& path) const {
  const auto found = placed_.by_path.find(path);
  return found == placed_.by_path.end() ? nullptr : &current_.revisions[found->second];
}

bool Comparison::IsUnreadableToday(size_t file) const {
  const Revision* now = AtPath(base_.files[file].path);
  return now != nullptr && now->id.empty();
}

// Today's revision of an id; the one in the same file when there are several.
const Revision* Comparison::Today(const std::string& id, const std::string& path) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return nullptr;
  const Revision* there = AtPath(path);
  return there != nullptr && there->id == id ? there : &current_.revisions[found->second.front()];
}

DeletedRevision Comparison::Deleted(const std::string& id, size_t file) const {
  DeletedRevision deleted;
  deleted.revision = id;
  deleted.path = base_.files[file].path;
  for (const Revision& revision : current_.revisions) {
    for (const std::vector<Reference>* references : {&revision.parents, &revision.depends_on}) {
      for (const Reference& reference : *references) {
        if (reference.id == id) deleted.children.push_back(reference.at);
      }
    }
  }
  deleted.at = deleted.children.empty() ? current_.config : deleted.children.front();
  if (const Revision* now = AtPath(deleted.path)) {
    deleted.renamed_to = now->id;
    deleted.at = now->id_at;
  }
  return deleted;
}

Revision WithoutOperations(const Revision& revision) {
  Revision links;
  links.id = revision.id;
  links.id_at = revision.id_at;
  links.parents = revision.parents;
  links.parents_at = revision.parents_at;
  links.depends_on = revision.depends_on;
  links.labels = revision.labels;
  links.where = revision.where;
  return links;
}

}  // namespace retort
