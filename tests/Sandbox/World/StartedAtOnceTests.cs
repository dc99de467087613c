using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Sandbox.World;

public sealed class StartedAtOnceTests
{
    [Fact]
    public async Task No_part_waits_for_another()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var parts = new StartedAtOnce();

        await parts.StartAsync(
            () => MeetAsync(first, second),
            () => MeetAsync(second, first));
    }

    [Fact]
    public async Task Where_one_fails_those_that_stand_are_gone_before_that_is_told()
    {
        var (standing, late) = (new Part(), new Part());
        var failed = new TaskCompletionSource();
        await using var parts = new StartedAtOnce();

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => parts.StartAsync(
            () => Task.FromResult<IAsyncDisposable>(standing),
            () =>
            {
                failed.SetResult();
                throw new InvalidOperationException("no Node");
            },
            async () =>
            {
                await failed.Task;
                return late;
            }));

        Assert.Equal("no Node", e.Message);
        Assert.Equal((1, 1), (standing.Ended, late.Ended));
    }

    [Fact]
    public async Task All_end_once()
    {
        Part[] all = [new(), new()];
        var parts = new StartedAtOnce();
        await parts.StartAsync(all.Select<Part, Func<Task<IAsyncDisposable>>>(part => () => Task.FromResult<IAsyncDisposable>(part)));

        await parts.DisposeAsync();
        await parts.DisposeAsync();

        Assert.All(all, part => Assert.Equal(1, part.Ended));
    }

    private static async Task<IAsyncDisposable> MeetAsync(TaskCompletionSource here, TaskCompletionSource other)
    {
        here.SetResult();
        await other.Task.WaitAsync(TestContext.Current.CancellationToken);
        return new Part();
    }

    private sealed class Part : IAsyncDisposable
    {
        public int Ended { get; private set; }

        public ValueTask DisposeAsync()
        {
            Ended++;
            return ValueTask.CompletedTask;
        }
    }
}
