using PayFunctions.Infra.Vault;

namespace PayFunctions.Tests.Infra.Vault;

public sealed class VaultOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("https://myvault.vault.azure.net")]
    [InlineData("https://myvault.vault.azure.cn/")]
    [InlineData("https://127.0.0.1:8443/")]
    public void An_https_address_or_none_will_do(string? uri) =>
        Assert.True(new VaultOptionsRules().Validate(null, new() { Uri = uri }).Succeeded);

    [Theory]
    [InlineData("myvault")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://myvault.vault.azure.net/secrets")]
    [InlineData("https://me:secret@myvault.vault.azure.net")]
    public void Anything_else_is_named_and_not_repeated(string uri)
    {
        var failure = Assert.Single(new VaultOptionsRules().Validate(null, new() { Uri = uri }).Failures!);

        Assert.Contains("Vault:Uri", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(uri, failure.Replace("https://myvault.vault.azure.net", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_out_of_bounds_is_named()
    {
        var options = new VaultOptions
        {
            Retries = 9,
            FirstRetry = default,
            NetworkTimeout = default,
            AnswerWithin = default,
            SecretsFor = TimeSpan.FromDays(2),
            AskAgainAfter = default,
        };

        var failures = new VaultOptionsRules().Validate(null, options).Failures!.ToList();

        Assert.Equal(
            ["Retries", "FirstRetry", "NetworkTimeout", "AnswerWithin", "SecretsFor", "AskAgainAfter"],
            failures.Select(failure => failure.Split(' ')[2]["Vault:".Length..]));
    }
}
