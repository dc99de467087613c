using PayFunctions.Sandbox.Demo;

namespace PayFunctions.Tests.Functions;

/// <summary>For what the app does by itself, in its own time: looked at again and again, up to a limit.</summary>
internal static class Eventually
{
    public static Task<bool> TrueAsync(Func<Task<bool>> holds, string what = "it holds") => OrderSteps.UntilAsync(
        what, holds, static held => held, static held => held, TestContext.Current.CancellationToken);
}
