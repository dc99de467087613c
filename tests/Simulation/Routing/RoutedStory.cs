using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Simulation.Routing;

/// <summary>
/// One run: channels that go down and come back, payers who pay what they have and what they should not, lost answers,
/// killed work, in an order that the choices give; then the faults stop, and all that repeats itself gets its turn.
/// </summary>
internal sealed class RoutedStory(int[] script)
{
    private const int AtOnce = 4;
    private const int RoundsOfRest = 14;

    private readonly Choices _choices = new(script);

    public RoutedPipeline Pipeline { get; } = new();

    /// <summary>One of them is called as the other's second attempt would be.</summary>
    public OrderKey[] Orders { get; } = [new("default", "ORD00001"), new("default", "ORD00001-2"), new("default", "ORD00002")];

    public List<string> Failures { get; } = [];

    private Gate Gate => Pipeline.Gate;

    public async Task RunAsync()
    {
        while (_choices.AreLeft) Step();
        Gate.KillAll();
        Gate.IsOpen = true;
        foreach (var channel in Pipeline.Both) channel.IsDown = false;
        for (var round = 0; round < RoundsOfRest; round++) await RestAsync();
    }

    private void Step()
    {
        switch (_choices.Of(14))
        {
            case < 7 when Gate.Waiting > 0:
                var fate = _choices.Of(8) switch { 6 => Fate.LostBefore, 7 => Fate.LostAfter, _ => Fate.Answered };
                Gate.Release(_choices.Of(Gate.Waiting), fate);
                break;
            case 7 when Gate.Waiting > 0:
                Gate.Kill(_choices.Of(Gate.Waiting), arrives: _choices.OneIn(2));
                break;
            case 8:
                var paid = Channel();
                if (paid.Numbers.Count > 0)
                    paid.Pay(paid.Numbers.ElementAt(_choices.Of(paid.Numbers.Count)), evenIfItShouldNot: _choices.OneIn(4));
                break;
            case 9:
                var channel = Channel();
                channel.IsDown = !channel.IsDown;
                break;
            case 10:
                Pipeline.Clock.Advance(TimeSpan.FromSeconds(_choices.Of(300)));
                break;
            default:
                if (Gate.Waiting < AtOnce) Start(Work());
                break;
        }
    }

    private Func<Task> Work()
    {
        var key = Any();
        switch (_choices.Of(9))
        {
            case 0 or 1:
                return () => Pipeline.CreateAsync(New(key));
            case 2:
                return () => Pipeline.CloseAsync(key);
            case 3 or 4 when Channel().Notices is { Count: > 0 } notices:
                var notice = notices[_choices.Of(notices.Count)];
                return () => Pipeline.HearAsync(notice);
            case 5 when Pipeline.RefundsUnderWay.Count > 0:
                var (order, refund) = Pipeline.RefundsUnderWay.ElementAt(_choices.Of(Pipeline.RefundsUnderWay.Count));
                return () => Pipeline.WakeRefundAsync(order, refund);
            case 6:
                var probed = Channel();
                return () => Pipeline.ProbeAsync(probed);
            default:
                return () => Pipeline.WakeAsync(key);
        }
    }

    private async Task RestAsync()
    {
        Pipeline.Clock.Advance(TimeSpan.FromMinutes(10));
        foreach (var channel in Pipeline.Both) await RunAsync(() => Pipeline.ProbeAsync(channel));
        foreach (var notice in Pipeline.Both.SelectMany(one => one.Notices).Where(one => !one.IsAcknowledged).ToArray())
            await RunAsync(() => Pipeline.HearAsync(notice));
        foreach (var key in Orders) await RunAsync(() => Pipeline.WakeAsync(key));
        foreach (var (order, refund) in Pipeline.RefundsUnderWay.ToArray())
            await RunAsync(() => Pipeline.WakeRefundAsync(order, refund));
    }

    private void Start(Func<Task> work)
    {
        Gate.Work = Gate.NextWork();
        _ = RunAsync(work);
    }

    /// <summary>Storage that is away ends the work; anything else is a fault of ours.</summary>
    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is Azure.RequestFailedException or HttpRequestException)
        {
            return;
        }
        catch (Exception e)
        {
            Failures.Add(e.ToString());
        }
    }

    private OrderKey Any() => Orders[_choices.Of(Orders.Length)];

    private ModelChannel Channel() => Pipeline.Both[_choices.Of(2)];

    private static Order New(OrderKey key)
    {
        var now = Core.Orders.Orders.Noon;
        return Core.Orders.Orders.New(key.OrderId) with
        {
            CreatedAt = now,
            ExpiresAt = now.AddMinutes(30),
            Asked = "auto native",
        };
    }
}
