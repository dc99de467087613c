namespace Microsoft.DurableTask.History;

/// <summary>Nobody replays what has ended: its start, its custom status and its end answer every question.</summary>
internal static class EndedHistory
{
    public static byte[] Of(ReadOnlySpan<byte> history)
    {
        var kept = new ByteWriter();
        var reader = new HistoryReader(history);
        string? status = null;
        while (reader.TryRead(out var happened))
        {
            if (happened.Kind == EventKind.CustomStatusSet) status = happened.Payload;
            else if (happened.Kind == EventKind.Started) Keep(kept, happened);
            else if (happened.Kind.IsEnd())
            {
                if (status is not null) kept.WriteEvent(EventKind.CustomStatusSet, payload: status);
                Keep(kept, happened);
            }
        }

        return kept.Written.ToArray();
    }

    private static void Keep(ByteWriter kept, in HistoryEvent happened) => kept.WriteEvent(
        happened.Kind, happened.Id, happened.Ticks, happened.Name, happened.Payload, happened.Extra);
}
