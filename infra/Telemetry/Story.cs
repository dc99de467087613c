using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Telemetry;

/// <summary>
/// The span of one request, one wake or one attempt. It waits for its story: it begins when the work began, and belongs
/// to the trace of the first order that the work reads.
/// </summary>
/// <remarks>
/// All that ever happens to an order is one trace, whose parent stands in the order's row. A provider's callback brings
/// no trace along, and a refund may come a week and three deployments later: who they are about is known once they have
/// read it. What reads no order is a trace of its own. Work on many orders is its own trace too, and links to theirs.
/// </remarks>
public sealed class Story
{
    /// <summary>What it carries along, to the merchant's systems too: the W3C baggage of every call that leaves us.</summary>
    public const string OrderId = "order_id";

    private const int LinksMax = 64;

    private static readonly AsyncLocal<Story?> Here = new();

    private static readonly ExecutionContext Nobody = NewContext();

    private readonly string _name;
    private readonly ActivityKind _kind;
    private readonly DateTime _at;
    private readonly object? _caller; // Mostly there is none, and what stands in a field is paid for.
    private readonly bool _isOfMany;
    private bool _hasBegun;
    private bool _hasEnded;
    private Activity? _span;
    private byte _links; // No wider than it must be: each callback has one of these objects.

    private Story(string name, ActivityKind kind, DateTime at, ActivityContext caller, bool isOfMany) =>
        (_name, _kind, _at, _caller, _isOfMany) = (name, kind, at, caller == default ? null : caller, isOfMany);

    private ActivityContext Caller => _caller is ActivityContext caller ? caller : default;

    /// <summary>Null where nobody listens, and outside of what is traced.</summary>
    /// <remarks>An ended one is left where it stands: to take it away would copy the context once more.</remarks>
    public static Story? Current => Here.Value is { _hasEnded: false } story ? story : null;

    /// <summary>The span that work done now belongs to; null where there is none.</summary>
    public static Activity? Span => Current?._span;

    /// <summary>The same where something is told of the work before it has read an order: then it is a trace of its own.</summary>
    public static Activity? Settle()
    {
        if (Current is not { } story) return Activity.Current;
        story.BeginUnless(story.Caller);
        return story._span;
    }

    /// <summary>What a log line belongs to: what is grave tells of work that gets no further.</summary>
    internal static Activity? OfLine(LogLevel level) => level >= LogLevel.Warning ? Settle() : Span ?? Activity.Current;

    /// <summary>That span as a <see cref="TraceColumn"/>, for the rows that outlive the process.</summary>
    public static string? Kept => Span is { } span ? TraceColumn.Write(span) : null;

    /// <param name="caller">Who asked, by their own traceparent: the parent of what reads no older order, else a link.</param>
    /// <param name="isOfMany">It goes through many orders: it joins none of them.</param>
    /// <returns>Null where nobody listens: that costs nothing.</returns>
    public static Story? Open(
        string name, ActivityKind kind, DateTimeOffset at, ActivityContext caller = default, bool isOfMany = false)
    {
        if (!PayFunctionsTelemetry.Source.HasListeners()) return null;
        return Here.Value = new(name, kind, at.UtcDateTime, caller, isOfMany);
    }

    /// <summary>The work has read an order that began under that trace (null: nobody traced it then).</summary>
    public static void Join(OrderKey order, string? kept) => Current?.BelongTo(order, kept);

    /// <summary>The work is the beginning of an order: the trace that all that is to come will join.</summary>
    /// <returns>As its row keeps it; null where nobody listens.</returns>
    public static string? Begin(OrderKey order)
    {
        Join(order, null);
        return Kept;
    }

    /// <summary>A span within the work: a call that leaves the process.</summary>
    public static Activity? Start(string name, ActivityKind kind)
    {
        if (Current is not { } story) return null;
        story.BeginUnless(story.Caller);
        if (story._span is not { } parent) return null;
        var span = PayFunctionsTelemetry.Source.StartActivity(name, kind, parent.Context);
        if (span is null || parent.GetTagItem(OrderId) is not string orderId) return span;
        return span.SetTag(OrderId, orderId).SetBaggage(OrderId, orderId);
    }

    /// <summary>What the work did: a state moved, money was booked. As an event it would allocate three times as much.</summary>
    public static void Tag(string name, object? value) => Span?.SetTag(name, value);

    /// <summary>The work is done; what read no order begins, and ends, here.</summary>
    public void Close(DateTimeOffset at, bool failed)
    {
        BeginUnless(Caller);
        _hasEnded = true;
        if (_span is not { } span) return;
        if (failed) span.SetStatus(ActivityStatusCode.Error);
        span.SetEndTime(at.UtcDateTime);
        Aside(span, static span => span.Dispose());
    }

    private void BelongTo(OrderKey order, string? kept)
    {
        var trace = TraceColumn.Read(kept);
        if (_isOfMany) BeginUnless(Caller);
        if (!BeginUnless(trace == default ? Caller : trace))
        {
            Link(trace);
            return;
        }

        if (trace != default) Link(Caller);
        _span?.SetTag(OrderId, order.OrderId);
    }

    /// <returns>False: it has begun before.</returns>
    private bool BeginUnless(ActivityContext parent)
    {
        if (Interlocked.Exchange(ref _hasBegun, true)) return false;
        Aside((Story: this, Parent: parent), static begun => begun.Story._span = begun.Story.Begun(begun.Parent));
        return true;
    }

    private Activity? Begun(ActivityContext parent) =>
        PayFunctionsTelemetry.Source.StartActivity(_name, _kind, parent, startTime: _at);

    /// <summary>Whoever runs us has traces of its own. Ours begins where we say, and for them nothing has begun or ended.</summary>
    /// <remarks>
    /// To put a context back costs nothing, and one with nothing in it is copied soonest: setting
    /// <see cref="Activity.Current"/> in theirs, and setting it back, would copy all of theirs twice.
    /// </remarks>
    private static void Aside<T>(T state, Action<T> work)
    {
        var theirs = ExecutionContext.Capture();
        ExecutionContext.Restore(Nobody);
        try
        {
            work(state);
        }
        finally
        {
            if (theirs is not null) ExecutionContext.Restore(theirs);
        }
    }

    /// <summary>A thread that was started so has inherited nothing.</summary>
    private static ExecutionContext NewContext()
    {
        ExecutionContext? nothing = null;
        var thread = new Thread(() => nothing = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return nothing!;
    }

    private void Link(ActivityContext other)
    {
        if (other == default || _span is null || other.TraceId == _span.TraceId || _links >= LinksMax) return;
        _links++;
        _span.AddLink(new(other));
    }
}
