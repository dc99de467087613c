using System.Diagnostics;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Functions;

/// <summary>The script that a deployment is judged by, against an app that is well.</summary>
[Collection(nameof(AppCollection))]
public sealed class SmokeTests(AppFixture app)
{
    [Fact]
    public async Task The_smoke_test_passes_an_app_that_is_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a script for bash.");
        using var smoke = Process.Start(new ProcessStartInfo(
            "bash", [Path.Combine(Repository.Root, ".github", "smoke.sh"), new Uri(app.App.Http.BaseAddress!, "callbacks").AbsoluteUri])
        {
            RedirectStandardOutput = true,
        })!;
        var cancellation = TestContext.Current.CancellationToken;
        var said = await smoke.StandardOutput.ReadToEndAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        await smoke.WaitForExitAsync(cancellation);

        Assert.Equal((0, 3), (smoke.ExitCode, said.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal))));
    }
}
