using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PayFunctions.Tests.Sandbox.Vault;

/// <summary>Who puts certificates into a vault and retires them, over the vault's own protocol: no part of the app.</summary>
internal sealed class VaultOperator(VaultSide side)
{
    public async Task<string> ImportAsync(string name, X509Certificate2 certificate, string? password = null)
    {
        var json = JsonSerializer.Serialize(new
        {
            value = Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12, password)),
            pwd = password,
        });
        using var imported = JsonDocument.Parse(await SendAsync(HttpMethod.Post, $"certificates/{name}/import", json));
        return imported.RootElement.GetProperty("id").GetString()!.Split('/')[^1];
    }

    public Task<string> UpdateAsync(string name, string version, string json) =>
        SendAsync(HttpMethod.Patch, $"certificates/{name}/{version}", json);

    private async Task<string> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, new Uri(side.Vault.Uri, $"{path}?api-version=7.6"))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", side.Vault.IssueToken().Token) },
        };
        using var answer = await side.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }
}
