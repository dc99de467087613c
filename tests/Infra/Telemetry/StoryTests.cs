using System.Collections.Concurrent;
using System.Diagnostics;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry;

public sealed class StoryTests : IDisposable
{
    private const string Theirs = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly All _all = new();

    public StoryTests() => Tracing.Add(_all);

    public void Dispose() => Tracing.Remove(_all);

    [Fact]
    public void Work_on_many_orders_is_a_trace_of_its_own_and_links_to_each_of_theirs()
    {
        string[] traces = [.. Enumerable.Range(1, 3).Select(n => $"00-{n:x32}-00f067aa0ba902b7-01")];
        var story = Story.Open("HealLostCallbacks", ActivityKind.Internal, Now, isOfMany: true)!;

        for (var i = 0; i < traces.Length; i++) Story.Join(new("default", $"ORD{i}"), traces[i]);
        var span = Story.Span!;
        story.Close(Now, failed: false);

        Assert.Equal(0ul, span.Parent);
        Assert.Equal(traces.Select(trace => trace[3..35]), span.Links.Select(link => link.TraceId));
        Assert.Null(span.OrderId);
        Assert.Contains(span, _all.Ended);
    }

    [Fact]
    public void A_caller_with_a_trace_of_their_own_is_linked_once_the_order_has_one()
    {
        var caller = TracePoint.Read("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var story = Story.Open("RequestRefund", ActivityKind.Server, Now, caller)!;

        Story.Join(new("default", "ORD1"), Theirs);
        var span = Story.Span!;
        story.Close(Now, failed: false);

        Assert.Equal(Theirs[3..35], span.TraceId);
        Assert.Equal(caller, Assert.Single(span.Links));
        Assert.Equal("ORD1", span.OrderId);
    }

    [Fact]
    public void Whoever_runs_the_work_finds_their_own_span_as_they_left_it()
    {
        using var host = new Activity("host").Start();
        var story = Story.Open("CreateOrder", ActivityKind.Server, Now)!;

        Story.Join(new("default", "ORD1"), null);
        var during = Activity.Current;
        var span = Story.Span!;
        story.Close(Now.AddSeconds(1), failed: true);

        Assert.Same(host, during);
        Assert.Same(host, Activity.Current);
        Assert.NotEqual(host.TraceId.ToHexString(), span.TraceId);
        Assert.Equal((true, TimeSpan.FromSeconds(1)), (span.IsFailed, span.End - span.Start));
        Assert.Null(Story.Current);
    }

    [Fact]
    public void A_call_that_leaves_carries_the_orders_id_as_baggage()
    {
        var story = Story.Open("AttemptWebhook", ActivityKind.Consumer, Now)!;
        Story.Join(new("default", "ORD1"), Theirs);

        using var call = Story.Start("webhook", ActivityKind.Client)!;
        var parent = Story.Span!.At;
        story.Close(Now, failed: false);

        using var request = new HttpRequestMessage();
        TraceHeaders.Add(request, call);
        Assert.Equal("order_id=ORD1", Assert.Single(request.Headers.GetValues("baggage")));
        Assert.Equal(call.Traceparent, Assert.Single(request.Headers.GetValues("traceparent")));
        Assert.Equal((parent.Trace, parent.Span), (call.At.Trace, call.Parent));
    }

    [Theory]
    [InlineData(Theirs, true)]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what is to come", true)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what never comes", false)]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", false)]
    [InlineData(null, false)]
    public void A_traceparent_is_read_as_its_standard_says_and_whatever_else_is_none(string? text, bool isRead)
    {
        var point = TracePoint.Read(text);

        Assert.Equal(isRead, point != default);
        if (isRead) Assert.Equal(Theirs, point.Traceparent(isRecorded: true));
    }

    /// <summary>Keeps every span that ends meanwhile, other tests' too.</summary>
    private sealed class All : ISpanListener
    {
        public ConcurrentBag<TracedSpan> Ended { get; } = [];

        public bool Keeps(UInt128 trace) => true;

        void ISpanListener.Ended(TracedSpan span) => Ended.Add(span);
    }
}
