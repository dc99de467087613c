using PayFunctions.Core.Webhooks;

namespace PayFunctions.Tests.Core.Webhooks;

public class WebhookAddressRulesTests
{
    [Theory]
    [InlineData("https://shop.example/webhooks")]
    [InlineData("https://shop.example:8443/webhooks?a=1")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    [InlineData("https://商店.example/")]
    public void An_https_address_on_the_internet_is_taken(string address) =>
        Assert.Null(WebhookAddressRules.Problem(address, allowPrivate: false));

    [Theory]
    [InlineData("", "web-address")]
    [InlineData("shop.example", "web-address")]
    [InlineData("/webhooks", "web-address")]
    [InlineData("https:shop.example", "web-address")]
    [InlineData(" https://shop.example/", "web-address")]
    [InlineData("https://shop.example/a b", "web-address")]
    [InlineData("https:\\\\shop.example\\", "web-address")]
    [InlineData("https://shop.example\\@10.0.0.1/", "web-address")]
    [InlineData("https://", "web-address")]
    [InlineData("http://shop.example/", "https-only")]
    [InlineData("ftp://shop.example/", "https-only")]
    [InlineData("file:///etc/passwd", "web-address")]
    [InlineData("https://user@shop.example/", "no-user-info")]
    [InlineData("https://user:secret@shop.example/", "no-user-info")]
    [InlineData("https://@shop.example/", "no-user-info")]
    [InlineData("https://shop.example/#part", "no-fragment")]
    [InlineData("https://127.0.0.1/", "public-address")]
    [InlineData("https://127.1/", "public-address")]
    [InlineData("https://2130706433/", "public-address")]
    [InlineData("https://0x7f000001/", "public-address")]
    [InlineData("https://0177.0.0.1/", "public-address")]
    [InlineData("https://[::1]/", "public-address")]
    [InlineData("https://[::ffff:10.0.0.1]/", "public-address")]
    [InlineData("https://10.0.0.1/", "public-address")]
    [InlineData("https://192.168.0.1/", "public-address")]
    [InlineData("https://100.64.0.1/", "public-address")]
    [InlineData("https://169.254.169.254/metadata/instance", "public-address")]
    [InlineData("https://[fe80::1]/", "public-address")]
    [InlineData("https://[fd00::1]/", "public-address")]
    [InlineData("https://224.0.0.1/", "public-address")]
    [InlineData("https://0.0.0.0/", "public-address")]
    [InlineData("https://localhost/", "public-address")]
    [InlineData("https://LOCALHOST./", "public-address")]
    [InlineData("https://a.localhost/", "public-address")]
    [InlineData("https://printer.local/", "public-address")]
    [InlineData("https://metadata.google.internal/", "public-address")]
    [InlineData("https://intranet/", "public-address")]
    public void Any_other_is_refused_by_the_rule_that_it_breaks(string address, string rule) =>
        Assert.StartsWith(
            $"breaks the rule {rule}: ",
            WebhookAddressRules.Problem(address, allowPrivate: false),
            StringComparison.Ordinal);

    [Fact]
    public void An_address_that_is_too_long_is_refused() =>
        Assert.Contains(
            "255",
            WebhookAddressRules.Problem($"https://shop.example/{new string('a', 255)}", allowPrivate: false),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8080/webhooks", true)]
    [InlineData("http://localhost:8080/webhooks", true)]
    [InlineData("https://192.168.0.1/", true)]
    [InlineData("http://169.254.169.254/metadata/instance", false)]
    [InlineData("http://[fe80::1]/", false)]
    [InlineData("http://224.0.0.1/", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    public void A_sandbox_may_reach_its_own_network_and_still_no_metadata(string address, bool taken) =>
        Assert.Equal(taken, WebhookAddressRules.Problem(address, allowPrivate: true) is null);
}
