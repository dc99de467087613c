using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Tests.Infra.Webhooks;

public class BreakerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Breaker _breaker = new();

    [Fact]
    public void It_opens_at_the_last_of_so_many_failures_in_a_row_and_says_so_once()
    {
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(_ => _breaker.Failed(Noon, 3, Pause)));
        Assert.False(_breaker.TryPass(Noon, Pause));
    }

    [Fact]
    public void A_success_between_failures_starts_the_count_anew()
    {
        _breaker.Failed(Noon, 2, Pause);
        _breaker.Succeeded(Noon);

        Assert.False(_breaker.Failed(Noon, 2, Pause));
        Assert.True(_breaker.TryPass(Noon, Pause));
    }

    [Fact]
    public void After_its_pause_one_passes_and_the_others_wait_for_what_it_finds()
    {
        _breaker.Failed(Noon, 1, Pause);

        Assert.False(_breaker.TryPass(Noon + Pause - TimeSpan.FromTicks(1), Pause));
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => _breaker.TryPass(Noon + Pause, Pause)));
    }

    [Fact]
    public void What_the_one_finds_closes_it_or_keeps_it_open()
    {
        _breaker.Failed(Noon, 1, Pause);
        _breaker.TryPass(Noon + Pause, Pause);
        _breaker.Failed(Noon + Pause, 1, Pause);
        Assert.False(_breaker.TryPass(Noon + Pause + Pause / 2, Pause));

        _breaker.TryPass(Noon + 2 * Pause, Pause);
        Assert.True(_breaker.Succeeded(Noon + 2 * Pause));
        Assert.True(_breaker.TryPass(Noon + 2 * Pause, Pause));
    }

    [Fact]
    public void One_that_never_comes_back_keeps_the_next_waiting_for_a_pause_and_no_longer()
    {
        _breaker.Failed(Noon, 1, Pause);
        _breaker.TryPass(Noon + Pause, Pause);

        Assert.True(_breaker.TryPass(Noon + 2 * Pause, Pause));
    }
}
