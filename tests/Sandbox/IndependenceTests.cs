using System.Runtime.CompilerServices;

namespace PayFunctions.Tests.Sandbox;

public sealed class IndependenceTests
{
    [Theory]
    [InlineData("WeChatPay")]
    [InlineData("Alipay")]
    public void The_simulated_provider_shares_no_code_with_the_app(string provider)
    {
        var sources = Directory.GetFiles(Path.Combine(Repository(), "sandbox", provider), "*.cs");

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.DoesNotMatch(@"PayFunctions\.(Core|Infra)\b", File.ReadAllText(source)));
    }

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
