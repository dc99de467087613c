using System.Text;

namespace Microsoft.DurableTask.History;

/// <summary>One event, seen in place: its texts stay UTF-8 in the history until somebody asks for them.</summary>
internal readonly ref struct HistoryEvent(
    EventKind kind, int id, long ticks, ReadOnlySpan<byte> name, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> extra,
    int nulls)
{
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly ReadOnlySpan<byte> _payload = payload;
    private readonly ReadOnlySpan<byte> _extra = extra;

    public EventKind Kind => kind;

    public int Id => id;

    public long Ticks => ticks;

    public string? Name => (nulls & 1) != 0 ? null : Encoding.UTF8.GetString(_name);

    public string? Payload => (nulls & 2) != 0 ? null : Encoding.UTF8.GetString(_payload);

    public string? Extra => (nulls & 4) != 0 ? null : Encoding.UTF8.GetString(_extra);
}
