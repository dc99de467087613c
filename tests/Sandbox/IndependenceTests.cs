using System.Runtime.CompilerServices;

namespace PayFunctions.Tests.Sandbox;

public sealed class IndependenceTests
{
    [Fact]
    public void The_simulated_provider_shares_no_code_with_the_app()
    {
        var sources = Directory.GetFiles(Path.Combine(Repository(), "sandbox", "WeChatPay"), "*.cs");

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.DoesNotMatch(@"PayFunctions\.(Core|Infra)\b", File.ReadAllText(source)));
    }

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
