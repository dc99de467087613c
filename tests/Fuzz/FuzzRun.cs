using System.Diagnostics;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Makes a target's inputs and holds each to what it promises: in bounded time and memory, and whatever else is asked.</summary>
/// <remarks>What goes wrong is told with the seed, the number and the input, and how to have that one again.</remarks>
internal static class FuzzRun
{
    private const long AllocatedMax = 64 * 1024 * 1024;
    private const long GrowthMax = 256 * 1024 * 1024;

    /// <summary>Generous: the machine may be busy with something else.</summary>
    private static readonly TimeSpan EachWithin = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <param name="share">Of a thousand of all inputs.</param>
    /// <param name="hold">Throws when the input was not dealt with as it has to be.</param>
    public static async Task RunAsync<T>(string target, int share, Func<Dice, T> make, Func<T, Task> hold)
    {
        var progress = new Progress();
        var work = Task.Run(() => WorkAsync(target, share, make, hold, progress));
        using var pace = new PeriodicTimer(LookEvery);
        while (!work.IsCompleted && await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            if (progress.Since > EachWithin) Assert.Fail(Told(target, progress.Number, $"It takes longer than {EachWithin}.", progress.Input));
        }

        await work;
        var rate = progress.Done / Math.Max(0.001, progress.Watch.Elapsed.TotalSeconds);
        TestContext.Current.SendDiagnosticMessage($"{target}: seed {FuzzPlan.Current.Seed}, {progress.Done} inputs, {rate:F0} a second.");
    }

    private static async Task WorkAsync<T>(
        string target, int share, Func<Dice, T> make, Func<T, Task> hold, Progress progress)
    {
        var settled = 0L;
        foreach (var number in FuzzPlan.Current.Inputs(share))
        {
            progress.Begin(number);
            try
            {
                var input = make(new(FuzzPlan.Current.Seed, target, number));
                progress.Input = input;
                var before = GC.GetAllocatedBytesForCurrentThread();
                var held = hold(input);
                // What waits for a socket goes on in another thread, whose bytes are others' too.
                var allocated = held.IsCompleted ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
                await held;
                Assert.True(allocated < AllocatedMax, $"It allocated {allocated} bytes.");
            }
            catch (Exception e)
            {
                throw new FuzzFailed(Told(target, number, e.ToString(), progress.Input), e);
            }

            // What is made once and kept is there after the first thousand.
            if (++progress.Done == 1000) settled = GC.GetTotalMemory(forceFullCollection: true);
        }

        if (settled == 0) return;
        var growth = GC.GetTotalMemory(forceFullCollection: true) - settled;
        Assert.True(growth < GrowthMax, $"{target}: memory grew by {growth} bytes over {progress.Done} inputs.");
    }

    private static string Told(string target, long number, string what, object? input) =>
        $"""
        Fuzzing {target}, seed {FuzzPlan.Current.Seed}, input {number}:
        {what}
        Again: PAYFUNCTIONS_FUZZ_SEED={FuzzPlan.Current.Seed} PAYFUNCTIONS_FUZZ_ONLY={number}
        {input}
        """;

    private sealed class Progress
    {
        private long _begun = Stopwatch.GetTimestamp();

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public long Number { get; private set; }

        public long Done { get; set; }

        public object? Input { get; set; }

        public TimeSpan Since => Stopwatch.GetElapsedTime(Interlocked.Read(ref _begun));

        public void Begin(long number)
        {
            (Number, Input) = (number, null);
            Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        }
    }
}

/// <summary>An input that was not dealt with as it has to be.</summary>
internal sealed class FuzzFailed(string message, Exception inner) : Exception(message, inner);
