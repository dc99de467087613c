using System.Text.Json;
using System.Text.RegularExpressions;

namespace PayFunctions.Tests.Bicep;

public partial class LeastPrivilegeTests
{
    /// <summary>Azure's built-in roles, as its documentation lists them; only those that a payment app may need.</summary>
    private static readonly Dictionary<string, string> Documented = new()
    {
        ["Storage Blob Data Owner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["Storage Queue Data Contributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["Storage Table Data Contributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["Key Vault Secrets Officer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["Key Vault Certificates Officer"] = "a4417e6f-fecd-4de8-b567-7b0420556985",
        ["Key Vault Certificate User"] = "db79e9a7-68ee-4b58-9aeb-b90e7c24fcba",
        ["Monitoring Metrics Publisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["Durable Task Data Contributor"] = "0ad04412-c4d5-4796-b79c-f76d14c8d402",
    };

    [Fact]
    public void Every_role_is_a_documented_one_under_its_own_id()
    {
        var roles = JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(BicepFile.Folder, "roles.json")))!;

        Assert.Equal(Documented.OrderBy(role => role.Key), roles.OrderBy(role => role.Key));
    }

    [Fact]
    public void Every_role_that_is_given_is_in_the_table_and_none_in_the_table_is_idle()
    {
        var named = BicepFile.All().SelectMany(file => RoleName().Matches(file.Text)).Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Documented.Keys.Order(), named.Order());
    }

    [Fact]
    public void No_output_holds_a_secret_and_no_key_is_ever_listed() => Assert.All(BicepFile.All(), file =>
    {
        Assert.DoesNotMatch(@"(?i)\blist(Keys|Secrets|AccountSas|ServiceSas|Credentials)?\s*\(", file.Text);
        Assert.DoesNotContain("@secure()", file.Text, StringComparison.Ordinal);
        Assert.All(file.Outputs, output => Assert.DoesNotMatch("(?i)(password|secret|privateKey|accountKey)", output.Key));
    });

    [Fact]
    public void Keys_passwords_and_anonymous_ways_in_are_off()
    {
        Assert.Contains("allowSharedKeyAccess: false", BicepFile.Read("modules/storage.bicep").Text, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", BicepFile.Read("modules/storage.bicep").Text, StringComparison.Ordinal);
        Assert.Contains("enableRbacAuthorization: true", BicepFile.Read("modules/vault.bicep").Text, StringComparison.Ordinal);
        Assert.Contains("enablePurgeProtection: true", BicepFile.Read("modules/vault.bicep").Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(BicepFile.Read("modules/app.bicep").Text, @"properties: \{ allow: false \}"));
        Assert.Equal(1, Regex.Count(BicepFile.Read("modules/monitoring.bicep").Text, "DisableLocalAuth: true"));
    }

    [Fact]
    public void Whatever_is_secret_among_the_settings_is_a_reference_into_the_vault()
    {
        var secrets = Secret().Matches(BicepFile.Main.Text);

        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Matches(@"^(secret:[\w${}.-]+$|@Microsoft\.KeyVault\()", secret.Groups["value"].Value));
    }

    [GeneratedRegex("'((Storage|Key Vault|Monitoring|Durable Task) [A-Z][A-Za-z ]+)'")]
    private static partial Regex RoleName();

    [GeneratedRegex(@"key: '[^']*__(PrivateKey|ApiV3Key|PublicKey)',?\s+value: '(?<value>[^']*)'")]
    private static partial Regex Secret();
}
