using System.Collections.Concurrent;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Sends each order's notification by its plan: at once, later, when released, or never.</summary>
internal sealed class NoticeDesk(NoticeCourier courier, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<string, NoticePlan> _plans = new();
    private readonly ConcurrentDictionary<string, Notice> _held = new();
    private readonly ConcurrentBag<Task> _underWay = [];

    private readonly ConcurrentDictionary<string, Notice> _all = new();

    public NoticePlan Plan { get; set; } = NoticePlan.Normal;

    public void PlanFor(string outTradeNo, NoticePlan plan) => _plans[outTradeNo] = plan;

    public void Send(Notice notice) => _ = SendAsync(notice, untilDelivered: false);

    /// <param name="untilDelivered">Waits for the whole of its delivery, as far as its plan has one.</param>
    public Task SendAsync(Notice notice, bool untilDelivered)
    {
        _all[notice.OutTradeNo] = notice;
        var plan = PlanOf(notice.OutTradeNo);
        if (plan.Lose) return Task.CompletedTask;
        if (plan.Hold)
        {
            _held[notice.OutTradeNo] = notice;
            return Task.CompletedTask;
        }

        var run = RunAsync(notice, plan);
        _underWay.Add(run);
        return untilDelivered ? run : Task.CompletedTask;
    }

    public void Release(ReadOnlySpan<string> outTradeNos)
    {
        foreach (var outTradeNo in outTradeNos)
        {
            if (!_held.TryRemove(outTradeNo, out var notice))
            {
                throw new ArgumentException($"No notification of {outTradeNo} is held.", nameof(outTradeNos));
            }

            Start(notice, PlanOf(outTradeNo));
        }
    }

    /// <summary>Delivers the order's notification once more, whatever became of it.</summary>
    public Task<Delivery[]> RepeatAsync(string outTradeNo, int attempt, CancellationToken cancellation) =>
        courier.DeliverAsync(_all[outTradeNo], attempt, NoticeFault.None, 1, cancellation);

    /// <summary>Waits for the runs that the stop has cancelled.</summary>
    public async Task DrainAsync()
    {
        foreach (var run in _underWay) await run;
    }

    private NoticePlan PlanOf(string outTradeNo) => _plans.GetValueOrDefault(outTradeNo, Plan);

    private void Start(Notice notice, NoticePlan plan) => _underWay.Add(RunAsync(notice, plan));

    private async Task RunAsync(Notice notice, NoticePlan plan)
    {
        try
        {
            await Task.Delay(plan.Delay, stopping);
            await courier.RunAsync(notice, plan, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The sandbox ends before the schedule does.
        }
    }
}
