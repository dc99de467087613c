using System.Diagnostics;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// Delivers notifications: signs each delivery anew and comes back by the schedule until it is acknowledged.
/// </summary>
internal sealed class NoticeCourier(
    HttpClient http,
    Func<MerchantAccount, PlatformKey> signerOf,
    Witness<Delivery> deliveries,
    double timeScale,
    TimeProvider clock)
{
    private const int AnswerKept = 2_000;

    /// <summary>Called in the very moment an acknowledgement is read, before anything else is done.</summary>
    public Action<Delivery>? Acknowledged { get; set; }

    /// <summary>
    /// Runs the whole schedule: ends at an attempt whose every copy was acknowledged, or after the last one.
    /// </summary>
    public async Task RunAsync(Notice notice, NoticePlan plan, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= RetrySchedule.Intervals.Count + 1; attempt++)
        {
            if (attempt > 1) await Task.Delay(RetrySchedule.Intervals[attempt - 2] * timeScale, clock, cancellation);
            var copies = attempt == 1 ? plan.Copies : 1;
            var sent = await DeliverAsync(notice, attempt, plan.FaultOf(attempt), copies, cancellation);
            if (sent.All(delivery => delivery.Acknowledged)) return;
        }
    }

    /// <summary>One attempt, in as many copies at once as asked for.</summary>
    public Task<Delivery[]> DeliverAsync(
        Notice notice, int attempt, NoticeFault fault, int copies, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, copies)
            .Select(_ => Task.Run(() => SendAsync(notice, attempt, fault, cancellation), cancellation)));

    private async Task<Delivery> SendAsync(
        Notice notice, int attempt, NoticeFault fault, CancellationToken cancellation)
    {
        var sentAt = clock.GetUtcNow();
        using var request = NoticeEnvelope.Seal(notice, signerOf(notice.Account), fault, sentAt, out var serial);
        var watch = Stopwatch.StartNew();
        var (status, answer, problem) = await PostAsync(request, cancellation);
        var delivery = new Delivery(
            notice.Id, notice.OutTradeNo, attempt, fault, serial, sentAt, watch.Elapsed, status, answer, problem);
        if (delivery.Acknowledged) Acknowledged?.Invoke(delivery);
        deliveries.Add(delivery);
        return delivery;
    }

    private async Task<(int? Status, string Answer, string? Problem)> PostAsync(
        HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(RetrySchedule.AnswerWithin);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            var answer = await response.Content.ReadAsStringAsync(patience.Token);
            return ((int)response.StatusCode, answer[..Math.Min(answer.Length, AnswerKept)], null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, "", $"no answer within {RetrySchedule.AnswerWithin.TotalSeconds:0} s");
        }
        catch (HttpRequestException e)
        {
            return (null, "", e.Message);
        }
    }
}
