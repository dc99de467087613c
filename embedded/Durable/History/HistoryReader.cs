namespace Microsoft.DurableTask.History;

/// <summary>Walks over the events of a history.</summary>
internal ref struct HistoryReader(ReadOnlySpan<byte> history)
{
    private ByteReader _bytes = new(history);

    /// <summary>Where the event that is read next begins.</summary>
    public readonly int Position => _bytes.Position;

    public static HistoryEvent At(ReadOnlySpan<byte> history, int position)
    {
        var reader = new HistoryReader(history[position..]);
        return reader.TryRead(out var found)
            ? found
            : throw new InvalidDataException($"No event stands at {position} of a history of {history.Length} bytes.");
    }

    public bool TryRead(out HistoryEvent found)
    {
        if (_bytes.AtEnd)
        {
            found = default;
            return false;
        }

        var kind = (EventKind)_bytes.ReadByte();
        var id = checked((int)_bytes.ReadNumber());
        var ticks = checked((long)_bytes.ReadNumber());
        var nulls = 0;
        var name = _bytes.ReadText(ref nulls, 1);
        var payload = _bytes.ReadText(ref nulls, 2);
        var extra = _bytes.ReadText(ref nulls, 4);
        found = new(kind, id, ticks, name, payload, extra, nulls);
        return true;
    }
}
