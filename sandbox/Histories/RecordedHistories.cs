using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;

namespace PayFunctions.Sandbox.Histories;

/// <summary>Takes histories out of journals, so that later code can be held to what this code did.</summary>
internal static class RecordedHistories
{
    /// <summary>One file an orchestrator, one line a history; of those that went alike, the shortest.</summary>
    public static void Write(IEnumerable<string> journals, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var orchestrator in journals.SelectMany(Read).GroupBy(history => history.Orchestrator))
        {
            var kinds = orchestrator.GroupBy(history => history.Shape)
                .Select(alike => alike.MinBy(history => history.Events.Count)!)
                .OrderBy(history => history.Events.Count).ThenBy(history => history.InstanceId, StringComparer.Ordinal)
                .Select(history => history.Write()).ToList();
            var path = Path.Combine(folder, $"{orchestrator.Key}.jsonl");
            File.WriteAllLines(path, kinds);
            Console.WriteLine($"wrote {path}: {kinds.Count} histories");
        }
    }

    /// <summary>Every orchestration of a journal that nobody writes to any more, in the order of their starts.</summary>
    internal static List<RecordedHistory> Read(string journal)
    {
        var (instances, order) = (new Dictionary<string, List<RecordedEvent>>(StringComparer.Ordinal), new List<List<RecordedEvent>>());
        var ids = new Dictionary<List<RecordedEvent>, string>(ReferenceEqualityComparer.Instance);
        foreach (var path in Directory.GetFiles(journal, "*" + Segment.Extension).Order(StringComparer.Ordinal))
            SegmentReader.Read(path, record => Record.Read(record, Take));
        return
        [
            .. from events in order
               where events.Exists(one => one.Kind == EventKind.TurnTaken) // A snapshot keeps no more of what has ended.
               select new RecordedHistory(ids[events], events[0].Name!, events),
        ];

        void Take(Change change, string id, ReadOnlySpan<byte> bytes)
        {
            if (change == Change.Start)
            {
                instances[id] = [];
                order.Add(instances[id]);
                ids[instances[id]] = id;
            }

            var reader = new HistoryReader(bytes);
            while (reader.TryRead(out var happened)) instances[id].Add(RecordedEvent.Of(happened));
        }
    }
}
