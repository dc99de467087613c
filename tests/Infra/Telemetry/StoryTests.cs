using System.Diagnostics;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry;

public sealed class StoryTests : IDisposable
{
    private const string Theirs = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = static source => source.Name == PayFunctionsTelemetry.Name,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public StoryTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Work_on_many_orders_is_a_trace_of_its_own_and_links_to_each_of_theirs()
    {
        string[] traces = [.. Enumerable.Range(1, 3).Select(n => $"00-{n:x32}-00f067aa0ba902b7-01")];
        var story = Story.Open("HealLostCallbacks", ActivityKind.Internal, Now, isOfMany: true)!;

        for (var i = 0; i < traces.Length; i++) Story.Join(new("default", $"ORD{i}"), traces[i]);
        var span = Story.Span!;
        story.Close(Now, failed: false);

        Assert.Equal(default, span.ParentSpanId);
        Assert.Equal(traces.Select(trace => trace[3..35]), span.Links.Select(link => link.Context.TraceId.ToHexString()));
        Assert.Null(span.GetTagItem(Story.OrderId));
    }

    [Fact]
    public void A_caller_with_a_trace_of_their_own_is_linked_once_the_order_has_one()
    {
        var caller = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        var story = Story.Open("RequestRefund", ActivityKind.Server, Now, caller)!;

        Story.Join(new("default", "ORD1"), Theirs);
        var span = Story.Span!;
        story.Close(Now, failed: false);

        Assert.Equal(Theirs[3..35], span.TraceId.ToHexString());
        Assert.Equal(caller.TraceId, Assert.Single(span.Links).Context.TraceId);
        Assert.Equal("ORD1", span.GetTagItem(Story.OrderId));
    }

    [Fact]
    public void What_a_row_keeps_is_short_and_its_order_goes_on_with_it_in_another_life()
    {
        var first = Story.Open("CreateOrder", ActivityKind.Server, Now)!;
        var kept = Story.Begin(new("default", "ORD1"))!;
        var root = Story.Span!;
        first.Close(Now, failed: false);

        var second = Story.Open("RequestRefund", ActivityKind.Server, Now)!;
        Story.Join(new("default", "ORD1"), kept);
        var span = Story.Span!;
        second.Close(Now, failed: false);

        Assert.Equal(32, kept.Length);
        Assert.Equal((root.TraceId, root.SpanId), (span.TraceId, span.ParentSpanId));
    }

    [Theory]
    [InlineData(Theirs)] // As rows had it before.
    [InlineData("S/kvNXezTaajzpKdDg5HNgDwZ6oLqQK3")]
    public void Rows_of_either_form_name_their_span(string kept)
    {
        var read = TraceColumn.Read(kept);

        Assert.Equal((Theirs[3..35], Theirs[36..52]), (read.TraceId.ToHexString(), read.SpanId.ToHexString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("S/kvNXezTaajzpKdDg5HNgDwZ6oLqQ==")]
    [InlineData("no base64 at all, 32 characters.")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAADwZ6oLqQK3")]
    [InlineData("S/kvNXezTaajzpKdDg5HNgAAAAAAAAAA")]
    public void Whatever_names_no_span_names_none(string? kept) => Assert.Equal(default, TraceColumn.Read(kept));

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
        Assert.NotEqual(host.TraceId, span.TraceId);
        Assert.Equal((ActivityStatusCode.Error, TimeSpan.FromSeconds(1)), (span.Status, span.Duration));
        Assert.Null(Story.Current);
    }

    [Fact]
    public void A_call_that_leaves_carries_the_orders_id_as_baggage()
    {
        var story = Story.Open("AttemptWebhook", ActivityKind.Consumer, Now)!;
        Story.Join(new("default", "ORD1"), Theirs);

        using var call = Story.Start("webhook", ActivityKind.Client)!;
        var parent = Story.Span!.SpanId;
        story.Close(Now, failed: false);

        Assert.Equal("ORD1", call.GetBaggageItem(Story.OrderId));
        Assert.Equal(parent, call.ParentSpanId);
    }
}
