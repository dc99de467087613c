using System.Collections.Concurrent;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Tells of shares once they have arrived or come back: one notification a receiver.</summary>
internal sealed class ShareNotices(
    NoticeDesk notices, double timeScale, TimeProvider clock, CancellationToken stopping)
{
    private readonly ConcurrentBag<Task> _underWay = [];

    /// <param name="what">Asked once the time has come: by then it is known who got a share.</param>
    public void SendAfter(TimeSpan takes, Func<IReadOnlyList<Notice>> what) =>
        _underWay.Add(SendAsync(takes * timeScale, what));

    /// <summary>Waits for the runs that the stop has cancelled.</summary>
    public async Task DrainAsync()
    {
        foreach (var run in _underWay) await run;
    }

    private async Task SendAsync(TimeSpan after, Func<IReadOnlyList<Notice>> what)
    {
        try
        {
            await Task.Delay(after, clock, stopping);
            foreach (var notice in what()) notices.Send(notice);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The sandbox ends before the split does.
        }
    }
}
