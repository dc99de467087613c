using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>Delivers notifications by each payment's plan, and comes back by the schedule until one is
/// acknowledged.</summary>
internal sealed class UnionPayCourier(
    HttpClient http, Witness<UnionPayDelivery> deliveries, double timeScale, TimeProvider clock, CancellationToken stopping)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, UnionPayNoticePlan> _plans = new();
    private readonly ConcurrentDictionary<string, UnionPayNotice> _last = new();
    private readonly ConcurrentBag<Task> _underWay = [];

    public void PlanFor(string orderId, UnionPayNoticePlan plan) => _plans[orderId] = plan;

    public void Send(UnionPayNotice notice)
    {
        _last[notice.Payment] = notice;
        var plan = _plans.GetValueOrDefault(notice.Payment, UnionPayNoticePlan.Normal);
        if (!plan.Lose) _underWay.Add(RunAsync(notice, plan));
    }

    /// <summary>Delivers the payment's last notification once more, whatever became of it.</summary>
    public async Task<UnionPayDelivery> RepeatAsync(string orderId, CancellationToken cancellation) =>
        (await DeliverAsync(_last[orderId], 0, UnionPayFault.None, 1, cancellation))[0];

    public Task<UnionPayDelivery[]> DeliverAsync(
        UnionPayNotice notice, int attempt, UnionPayFault fault, int copies, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, copies)
            .Select(_ => Task.Run(() => SendAsync(notice, attempt, fault, cancellation), cancellation)));

    /// <summary>Waits for the runs that the stop has cancelled.</summary>
    public async Task DrainAsync()
    {
        foreach (var run in _underWay) await run;
    }

    private async Task RunAsync(UnionPayNotice notice, UnionPayNoticePlan plan)
    {
        try
        {
            for (var attempt = 1; attempt <= UnionPayNoticePlan.Intervals.Count + 1; attempt++)
            {
                if (attempt > 1)
                    await Task.Delay(UnionPayNoticePlan.Intervals[attempt - 2] * timeScale, clock, stopping);
                var copies = attempt == 1 ? plan.Copies : 1;
                var sent = await DeliverAsync(notice, attempt, UnionPayFault.None, copies, stopping);
                if (sent.All(delivery => delivery.Acknowledged)) return;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The sandbox ends before the schedule does.
        }
    }

    private async Task<UnionPayDelivery> SendAsync(
        UnionPayNotice notice, int attempt, UnionPayFault fault, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(notice.Seal(fault));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded;charset=UTF-8");
        var (status, answer, problem) = await PostAsync(notice.Trade.BackUrl, content, cancellation);
        var delivery = new UnionPayDelivery(
            notice.Trade.QueryId, notice.Payment, attempt, fault, status, answer, problem);
        deliveries.Add(delivery);
        return delivery;
    }

    private async Task<(int? Status, string Answer, string? Problem)> PostAsync(
        string url, HttpContent content, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(AnswerWithin);
        try
        {
            using var response = await http.PostAsync(url, content, patience.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(patience.Token), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, "", $"no answer within {AnswerWithin.TotalSeconds:0} s");
        }
        catch (HttpRequestException e)
        {
            return (null, "", e.Message);
        }
    }
}
