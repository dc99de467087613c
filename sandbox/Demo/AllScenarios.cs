using PayFunctions.Sandbox.Demo.Scenarios;

namespace PayFunctions.Sandbox.Demo;

/// <summary>
/// The demo, in the order it is told: first the plain way, then what goes wrong, last what stops the app.
/// </summary>
public static class AllScenarios
{
    public static IReadOnlyList<Scenario> List { get; } =
    [
        new PaidByCallback(),
        new WaysOfPaying(),
        new IdempotentCreate(),
        new BadOrders(),
        new SameNotification20Times(),
        new SignatureProbe(),
        new TamperedBody(),
        new WrongSignature(),
        new StaleTimestamp(),
        new UnknownSerial(),
        new WrongAmount(),
        new CallbackLost(),
        new NeverPaid(),
        new ClosedByMerchant(),
        new ProviderFailsOrder(),
        new ProviderSystemErrorsRetried(),
        new ProviderBusyOrAwayRetried(),
        new ProviderRefusalNotRetried(),
        new FailedOrchestrationHealed(),
        new LostRefundNotificationHealed(),
        new LateMoney20Times(),
        new PaidWhileClosing(),
        new RefundInFull(),
        new PartialRefunds(),
        new RefundNotifiedBeforeAnswer(),
        new RefundRetried(),
        new RefundAbnormalRestarted(),
        new LateMoneyRefunded(),
        new SecondPaymentRefunded(),
        new FiftyRefundsAtOnce(),
        new QuarantineResolved(),
        new WebhookDelivered(),
        new WebhookRetriedInOrder(),
        new WebhookDeadLetteredAndRedelivered(),
        new WebhookSecretRotated(),
        new WebhookToPrivateAddressRefused(),
        new WalletToppedUp(),
        new WalletHoldConfirmed(),
        new WalletHoldExpires(),
        new NewCertificate(),
        new TwoInstancesOneLease(),
        new VaultAway(),
        new CertificateEmergency(),
        new MerchantCertificateReplaced(),
        new AlipayPaid(),
        new AlipaySameNotification20Times(),
        new AlipayCallbackLost(),
        new AlipayForged(),
        new AlipayRefunds(),
        new AppStoreSubscription(),
        new ApplePayToken(),
        new TwoHundredOrders(),
        new StorageAway(),
        new ColdStartFromVault(),
        new KilledAfterAcknowledgement(),
        new EventsDropped(),
    ];
}
