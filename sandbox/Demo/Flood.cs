using System.Diagnostics;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The same callback from one source as fast as the app answers, and what came of it.</summary>
internal sealed class Flood(HttpClient http, CapturedCallback callback)
{
    private const int AtOnce = 32;

    private int _unsigned;
    private int _slowed;
    private int _withoutWait;
    private int _others;
    private long _began;

    /// <summary>Let in by the limits, and refused for their signature.</summary>
    public int Unsigned => _unsigned;

    /// <summary>Told 429.</summary>
    public int Slowed => _slowed;

    /// <summary>From the first to the last of all that was sent: the bucket fills in pauses too.</summary>
    public TimeSpan Took { get; private set; }

    public async Task SendAsync(int count, CancellationToken cancellation)
    {
        if (_began == 0) _began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (_, stop) => Count(await callback.SendAsync(http, stop)));
        Took = Stopwatch.GetElapsedTime(_began);
    }

    /// <summary>Insists that its source got no more through than a bucket of this size lets in, and was told when to come again.</summary>
    public void ExpectHeldTo(int perSecond, int burst)
    {
        var share = burst + (perSecond * (Took.TotalSeconds + 2));
        Expect.Equal("answers to the flood other than 401 and 429", 0, _others);
        Expect.True($"at most {share:0} of the flood let in ({Took.TotalSeconds:0.0} s)", _unsigned <= share, _unsigned);
        Expect.True("the rest told 429", _slowed > _unsigned, _slowed);
        Expect.Equal("429 without Retry-After", 0, _withoutWait);
    }

    private void Count((int Status, double? Wait) answer)
    {
        if (answer.Status == 401) Interlocked.Increment(ref _unsigned);
        else if (answer.Status == 429) Interlocked.Increment(ref _slowed);
        else Interlocked.Increment(ref _others);
        if (answer is { Status: 429, Wait: not >= 1 }) Interlocked.Increment(ref _withoutWait);
    }
}
