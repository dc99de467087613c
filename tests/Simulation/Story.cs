using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;

namespace PayFunctions.Tests.Simulation;

/// <summary>
/// One run: work, faults, crashes and the world's own events in an order that the choices give; then the faults stop, and
/// everything that a provider repeats, an orchestration does by its plan and a caller sends again gets its turn.
/// </summary>
internal sealed class Story(int[] script)
{
    private const int OrdersOfAStory = 3;
    private const int AtOnce = 4;
    private const int RoundsOfRest = 16;
    private const string Account = "alice";

    private static readonly long[] Amounts = [1, 100, 617, 1134, 1234];

    private readonly Choices _choices = new(script);
    private readonly List<(OrderKey Order, NewRefund Asked)> _asked = [];
    private readonly List<(OrderKey Order, NewSplit Asked)> _split = [];
    private readonly Dictionary<OrderKey, int> _reversing = [];
    private int _refunds;

    public SimulatedPipeline Pipeline { get; } = new();

    public OrderKey[] Orders { get; } = [.. Enumerable.Range(0, OrdersOfAStory).Select(i => new OrderKey("default", $"ORD2026112000{i:D4}"))];

    /// <summary>What no fault explains: an exception that is not storage's or a provider's.</summary>
    public List<string> Failures { get; } = [];

    public int Killed { get; private set; }

    public int Lost { get; private set; }

    public async Task RunAsync()
    {
        Gate.IsOpen = true;
        await Pipeline.Wallets().TopUpAsync("default", Account, new(500, Currency.Cny), "opening", default);
        Gate.IsOpen = false;
        while (_choices.AreLeft) Step();
        await EndAsync();
    }

    private Gate Gate => Pipeline.Gate;

    private void Step()
    {
        switch (_choices.Of(16))
        {
            case < 8 when Gate.Waiting > 0:
                var fate = _choices.Of(10) switch { 8 => Fate.LostBefore, 9 => Fate.LostAfter, _ => Fate.Answered };
                if (fate != Fate.Answered) Lost++;
                Gate.Release(_choices.Of(Gate.Waiting), fate);
                break;
            case 8 when Gate.Waiting > 0:
                Killed++;
                Gate.Kill(_choices.Of(Gate.Waiting), arrives: _choices.OneIn(2));
                break;
            case 9:
                Pipeline.Provider.Pay(Any(), evenIfItShouldNot: _choices.OneIn(6));
                break;
            case 10:
                Pipeline.Provider.EndRefund(Any(), Ending());
                break;
            case 11:
                Pipeline.Provider.EndSplit(Any(), goesWrong: _choices.OneIn(3));
                break;
            case 12:
                Pipeline.Clock.Advance(TimeSpan.FromSeconds(_choices.Of(900)));
                break;
            default:
                if (Gate.Waiting < AtOnce) Start(Work());
                break;
        }
    }

    private Func<Task> Work()
    {
        var key = Any();
        switch (_choices.Of(21))
        {
            case 0 or 13:
                return () => Pipeline.CreateAsync(New(key));
            case 1:
                return () => Pipeline.CloseAsync(key);
            case 2:
                return () => Pipeline.WakeAsync(key);
            case 3 or 4 when Pipeline.Provider.Notices is { Count: > 0 } notices:
                var notice = notices[_choices.Of(notices.Count)]; // Acknowledged or not: a provider repeats itself.
                return () => Pipeline.HearAsync(notice);
            case 5 or 14:
                var asked = Asked(key);
                return () => Pipeline.RefundAsync(key, asked);
            case 6 or 11 or 12 when Pipeline.RefundsUnderWay.Count > 0:
                var (order, refund) = Pipeline.RefundsUnderWay.ElementAt(_choices.Of(Pipeline.RefundsUnderWay.Count));
                return _choices.OneIn(4)
                    ? () => Pipeline.RestartRefundAsync(order, refund)
                    : () => Pipeline.WakeRefundAsync(order, refund);
            case 7:
                return Wallet();
            case 8:
                return Split(key);
            case 9 or 15 when _split.Count > 0:
                return Return();
            case 10 or 16 when Pipeline.SplitsUnderWay.Count > 0:
                var (of, split, given) = Pipeline.SplitsUnderWay.ElementAt(_choices.Of(Pipeline.SplitsUnderWay.Count));
                return () => Pipeline.WakeSplitAsync(of, split, given);
            case 18 when _choices.OneIn(2):
                return () => Pipeline.ReverseAsync(key);
            case 19 or 20:
                return Reversal(key);
            default:
                return () => Pipeline.WakeAsync(key);
        }
    }

    /// <summary>One of a few splits of an order: asked for again it may be in other words, which is refused.</summary>
    private Func<Task> Split(OrderKey key)
    {
        var amount = Amounts[_choices.Of(Amounts.Length)];
        var asked = Core.Splits.Splits.Asked(amount, 1, $"SPL{_choices.Of(4)}", unfreezeRest: _choices.OneIn(4));
        if (_choices.OneIn(6)) asked = new("RELEASE", [], UnfreezeRest: true);
        _split.Add((key, asked));
        return () => Pipeline.SplitAsync(key, asked);
    }

    private Func<Task> Return()
    {
        var (key, split) = _split[_choices.Of(_split.Count)];
        var amount = new Money(Amounts[_choices.Of(Amounts.Length)], Currency.Cny);
        var asked = new NewReturn($"RET{_choices.Of(3)}", Core.Splits.Splits.Partner, amount);
        return () => Pipeline.ReturnAsync(key, split.Id, asked);
    }

    private Func<Task> Wallet()
    {
        var (hold, amount) = ($"hold-{_choices.Of(3)}", Amounts[_choices.Of(Amounts.Length)]);
        var expires = Core.Orders.Orders.Noon.AddMinutes(20);
        return _choices.Of(4) switch
        {
            0 => () => Pipeline.Wallets().TryAsync("default", Account, hold, new(amount, Currency.Cny), expires, default),
            1 => () => Pipeline.Wallets().ConfirmAsync("default", Account, hold, default),
            2 => () => Pipeline.Wallets().CancelAsync("default", Account, hold, default),
            _ => () => Pipeline.Wallets().TopUpAsync("default", Account, new(amount, Currency.Cny), $"top-up-{amount}", default),
        };
    }

    /// <summary>One wake at a time, as an engine has it; one that was killed is over.</summary>
    private Func<Task> Reversal(OrderKey key)
    {
        if (_reversing.TryGetValue(key, out var running) && Gate.IsWaiting(running)) return () => Task.CompletedTask;
        return () =>
        {
            _reversing[key] = Gate.Work;
            return Pipeline.WakeReversalAsync(key);
        };
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

    /// <summary>The process dies whole; then the world comes to rest.</summary>
    private async Task EndAsync()
    {
        Gate.KillAll();
        Gate.IsOpen = true;
        foreach (var (order, asked) in _split) await RunAsync(() => Pipeline.SplitAsync(order, asked));
        foreach (var (order, asked) in _asked) await RunAsync(() => Pipeline.RefundAsync(order, asked));
        for (var round = 0; round < RoundsOfRest; round++)
        {
            Pipeline.Clock.Advance(TimeSpan.FromMinutes(10));
            foreach (var notice in Pipeline.Provider.Notices.Where(notice => !notice.IsAcknowledged).ToArray())
                await RunAsync(() => Pipeline.HearAsync(notice));
            foreach (var key in Orders) await RunAsync(() => Pipeline.WakeAsync(key));
            foreach (var (order, split, given) in Pipeline.SplitsUnderWay.ToArray())
                await RunAsync(() => Pipeline.WakeSplitAsync(order, split, given));
            // As many as a round can have set on their way; that a receiver fails is no fault, and happens here too.
            foreach (var (order, _, _) in Pipeline.SplitsUnderWay)
                Pipeline.Provider.EndSplit(order, goesWrong: round is > 0 and < 6);
            foreach (var key in Orders) await RunAsync(() => Pipeline.WakeReversalAsync(key));
            foreach (var (order, refund) in Pipeline.RefundsUnderWay.ToArray())
            {
                await RunAsync(() => Pipeline.WakeRefundAsync(order, refund));
                await RunAsync(() => Pipeline.RestartRefundAsync(order, refund));
                Pipeline.Provider.EndRefund(order, RefundEvent.Succeeded);
            }
        }
    }

    private OrderKey Any() => Orders[_choices.Of(Orders.Length)];

    private RefundEvent Ending() => _choices.Of(3) switch
    {
        1 => RefundEvent.Closed,
        2 => RefundEvent.Abnormal,
        _ => RefundEvent.Succeeded,
    };

    /// <summary>A new request, or one that was sent before, word for word.</summary>
    private NewRefund Asked(OrderKey key)
    {
        var before = _asked.Where(asked => asked.Order == key).ToArray();
        if (before.Length > 0 && _choices.OneIn(3)) return before[_choices.Of(before.Length)].Asked;
        var asked = new NewRefund($"REF{++_refunds}", new(Amounts[_choices.Of(Amounts.Length)], Currency.Cny), null);
        _asked.Add((key, asked));
        return asked;
    }

    private Order New(OrderKey key)
    {
        var now = Core.Orders.Orders.Noon; // The same request, whenever it is sent again.
        return Core.Orders.Orders.New(key.OrderId) with
        {
            CreatedAt = now,
            ExpiresAt = now.AddMinutes(30),
            Sharing = key == Orders[0] ? SharingState.None : SharingState.Open,
        };
    }
}
