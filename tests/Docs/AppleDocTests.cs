using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.AppStore;

namespace PayFunctions.Tests.Docs;

public class AppleDocTests
{
    [Fact]
    public void Every_reason_to_refuse_a_notification_of_the_App_Store_is_explained()
    {
        var document = Repository.Read("docs/app-store.md");

        Assert.All(Enum.GetValues<AppStoreRefusal>(), refusal => Assert.Contains(
            $"| `{AppStoreRefusals.Code(refusal)}` | {AppStoreRefusals.Status(refusal)} |", document,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reason_to_refuse_a_token_is_explained()
    {
        var document = Repository.Read("docs/apple-pay.md");

        Assert.All(Enum.GetValues<ApplePayRefusal>(), refusal =>
            Assert.Contains($"`{ApplePayRefusals.Code(refusal)}`", document, StringComparison.Ordinal));
    }
}
