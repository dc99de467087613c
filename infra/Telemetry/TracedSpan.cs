using System.Diagnostics;

namespace PayFunctions.Infra.Telemetry;

/// <summary>One piece of work in a trace: a request, a wake, an attempt, or a call that leaves us.</summary>
/// <remarks>
/// It tells what an <see cref="Activity"/> tells, in a third of its bytes: that one keeps its ids as text, its tags as a list
/// of objects, and itself in the context that every step of the work then carries along and copies.
/// </remarks>
public sealed class TracedSpan : IDisposable
{
    private const int TagsAtFirst = 2;

    private readonly TracePoint _at;
    private KeyValuePair<string, object?>[] _tags = [];
    private List<TracePoint>? _links;
    private int _tagCount;
    private string? _traceId;

    internal TracedSpan(string name, ActivityKind kind, DateTime start, TracePoint parent)
    {
        (Name, Kind, Start) = (name, kind, start);
        (_at, Parent) = (TracePoint.Next(parent.Trace), parent.Span);
        IsRecorded = Tracing.Keeps(_at.Trace);
    }

    public string Name { get; }

    public ActivityKind Kind { get; }

    /// <summary>In UTC.</summary>
    public DateTime Start { get; }

    public DateTime End { get; private set; }

    /// <summary>It failed: our own fault, or somebody's whom we called.</summary>
    public bool IsFailed { get; private set; }

    /// <summary>The order that it is about; null: it is about none, or about many.</summary>
    public string? OrderId { get; internal set; }

    public TracePoint At => _at;

    /// <summary>The parent's id, in the same trace; 0: it is the first.</summary>
    public ulong Parent { get; }

    /// <summary>By its trace's id; if not, it is passed on and sent to nobody.</summary>
    public bool IsRecorded { get; }

    /// <summary>32 hex digits.</summary>
    public string TraceId => _traceId ??= _at.TraceId;

    /// <summary>W3C traceparent: for what comes after it.</summary>
    public string Traceparent => _at.Traceparent(IsRecorded);

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags.AsSpan(0, _tagCount);

    /// <summary>Spans of other traces that it has to do with.</summary>
    public IReadOnlyList<TracePoint> Links => _links ?? [];

    /// <summary>What is said of it again takes the place of what was.</summary>
    public TracedSpan SetTag(string name, object? value)
    {
        for (var i = 0; i < _tagCount; i++)
        {
            if (_tags[i].Key != name) continue;
            _tags[i] = new(name, value);
            return this;
        }

        if (_tagCount == _tags.Length) Array.Resize(ref _tags, Math.Max(TagsAtFirst, 2 * _tagCount));
        _tags[_tagCount++] = new(name, value);
        return this;
    }

    public void Fail() => IsFailed = true;

    internal void Link(TracePoint other) => (_links ??= []).Add(other);

    /// <summary>It is over, and is told of.</summary>
    internal void Close(DateTime at)
    {
        if (End != default) return;
        End = at;
        if (IsRecorded) Tracing.Ended(this);
    }

    /// <summary>It is over now.</summary>
    public void Dispose() => Close(TimeProvider.System.GetUtcNow().UtcDateTime);
}
