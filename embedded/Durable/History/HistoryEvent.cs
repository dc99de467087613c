using System.Text;

namespace Microsoft.DurableTask.History;

/// <summary>One event, seen in place: its texts stay UTF-8 in the history until somebody asks for them.</summary>
internal readonly ref struct HistoryEvent
{
    private readonly ReadOnlySpan<byte> _name;
    private readonly ReadOnlySpan<byte> _payload;
    private readonly ReadOnlySpan<byte> _extra;
    private readonly int _nulls;

    public HistoryEvent(
        EventKind kind, int id, long ticks, ReadOnlySpan<byte> name, ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> extra, int nulls)
    {
        (Kind, Id, Ticks) = (kind, id, ticks);
        _name = name;
        _payload = payload;
        _extra = extra;
        _nulls = nulls;
    }

    public EventKind Kind { get; }

    public int Id { get; }

    public long Ticks { get; }

    public DateTime At => new(Ticks, DateTimeKind.Utc);

    public string? Name => (_nulls & 1) != 0 ? null : Encoding.UTF8.GetString(_name);

    public string? Payload => (_nulls & 2) != 0 ? null : Encoding.UTF8.GetString(_payload);

    public string? Extra => (_nulls & 4) != 0 ? null : Encoding.UTF8.GetString(_extra);
}
