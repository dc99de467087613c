using System.Runtime.ExceptionServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The same work on several threads, one of them the caller's.</summary>
internal static class Crew
{
    /// <summary>Runs the work once for each number from 0, and returns when all have ended.</summary>
    /// <param name="onFault">Called when one throws, so that the others do not wait for it.</param>
    /// <exception cref="Exception">The first that any of them threw.</exception>
    public static void Run(int workers, Action<int> work, Action onFault)
    {
        ExceptionDispatchInfo? fault = null;
        var threads = new Thread[workers - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var number = i + 1;
            threads[i] = new(() => Guarded(number)) { IsBackground = true, Name = $"reconcile {number}" };
            threads[i].Start();
        }

        Guarded(0);
        foreach (var thread in threads) thread.Join();
        fault?.Throw();

        void Guarded(int number)
        {
            try
            {
                work(number);
            }
            catch (Exception e) when (Remember(e))
            {
                onFault();
            }
        }

        bool Remember(Exception e)
        {
            Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(e), null);
            return true;
        }
    }
}
