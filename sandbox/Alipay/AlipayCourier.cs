using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>Delivers notifications by each trade's plan, and comes back by the schedule until one is
/// acknowledged.</summary>
internal sealed class AlipayCourier(
    HttpClient http, Witness<AlipayDelivery> deliveries, double timeScale, TimeProvider clock, CancellationToken stopping)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, AlipayNoticePlan> _plans = new();
    private readonly ConcurrentDictionary<string, AlipayNotice> _last = new();
    private readonly ConcurrentBag<Task> _underWay = [];

    public void PlanFor(string outTradeNo, AlipayNoticePlan plan) => _plans[outTradeNo] = plan;

    public void Send(AlipayNotice notice)
    {
        _last[notice.Trade.OutTradeNo] = notice;
        var plan = _plans.GetValueOrDefault(notice.Trade.OutTradeNo, AlipayNoticePlan.Normal);
        if (!plan.Lose) _underWay.Add(RunAsync(notice, plan));
    }

    /// <summary>Delivers the trade's last notification once more, whatever became of it.</summary>
    public async Task<AlipayDelivery> RepeatAsync(string outTradeNo, CancellationToken cancellation) =>
        (await DeliverAsync(_last[outTradeNo], 0, AlipayFault.None, 1, cancellation))[0];

    public Task<AlipayDelivery[]> DeliverAsync(
        AlipayNotice notice, int attempt, AlipayFault fault, int copies, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, copies)
            .Select(_ => Task.Run(() => SendAsync(notice, attempt, fault, cancellation), cancellation)));

    /// <summary>Waits for the runs that the stop has cancelled.</summary>
    public async Task DrainAsync()
    {
        foreach (var run in _underWay) await run;
    }

    private async Task RunAsync(AlipayNotice notice, AlipayNoticePlan plan)
    {
        try
        {
            for (var attempt = 1; attempt <= AlipayNoticePlan.Intervals.Count + 1; attempt++)
            {
                if (attempt > 1)
                    await Task.Delay(AlipayNoticePlan.Intervals[attempt - 2] * timeScale, clock, stopping);
                var copies = attempt == 1 ? plan.Copies : 1;
                var sent = await DeliverAsync(notice, attempt, AlipayFault.None, copies, stopping);
                if (sent.All(delivery => delivery.Acknowledged)) return;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The sandbox ends before the schedule does.
        }
    }

    private async Task<AlipayDelivery> SendAsync(
        AlipayNotice notice, int attempt, AlipayFault fault, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(notice.Seal(fault));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-8");
        var (status, answer, problem) = await PostAsync(notice.Trade.NotifyUrl, content, cancellation);
        var delivery = new AlipayDelivery(
            notice.Id, notice.Trade.OutTradeNo, attempt, fault, status, answer, problem);
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
