using PayFunctions.Sandbox.Demo.Scenarios;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The demo, as two stories that are told at once, each in a world of its own: most of a scenario is waiting.</summary>
public static class AllScenarios
{
    /// <summary>First the plain way, then what goes wrong with an order, a provider or a certificate.</summary>
    public static IReadOnlyList<Scenario> Payments { get; } =
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
        new SecurityAct(),
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
        new SplitThenUnfrozen(),
        new SplitReturnedBeforeRefund(),
        new SplitRefused(),
        new QuarantineResolved(),
        new ConsoleTellsWhy(),
        new WebhookDelivered(),
        new WebhookRetriedInOrder(),
        new WebhookDeadLetteredAndRedelivered(),
        new WebhookSecretRotated(),
        new WebhookToPrivateAddressRefused(),
        new WalletToppedUp(),
        new WalletHoldConfirmed(),
        new WalletHoldExpires(),
        new NewCertificate(),
        new CertificateRevoked(),
        new TwoInstancesOneLease(),
        new VaultAway(),
        new CertificateEmergency(),
        new MerchantCertificateReplaced(),
        new AlipayNewCertificate(),
        new AlipayPaid(),
        new AlipaySameNotification20Times(),
        new AlipayCallbackLost(),
        new AlipayForged(),
        new AlipayRefunds(),
        new UnionPayPaidByCallback(),
        new UnionPayDuplicate(),
        new UnionPayCallbackLost(),
        new UnionPayForged(),
        new UnionPayRefunded(),
        new UnionPayReversed(),
        new OrderReversed(),
        new AppStoreSubscription(),
        new ApplePayToken(),
        new TwoHundredOrders(),
    ];

    /// <summary>What is about many orders, and what stops a channel, the storage or the app.</summary>
    public static IReadOnlyList<Scenario> Operations { get; } =
    [
        new ChannelDownOrdersFlowOn(),
        new TwoChannelsPaidOnce(),
        new GrayRouteAndMaintenance(),
        new ReconcileADay(),
        new StormStopsRepairs(),
        new StorageAway(),
        new ColdStartFromVault(),
        new KilledAfterAcknowledgement(),
        new KilledBeforeAnswerKept(),
        new KilledAgainAndAgain(),
        new ReversalKilledMidway(),
        new ReconciliationKilled(),
        new SettlementDeferred(),
        new EventsDropped(),
        new AlertFiresAndClears(),
    ];

    /// <summary>Looks back at all that the others made the app write, in each world.</summary>
    public static IReadOnlyList<Scenario> Last { get; } =
    [
        new AuditProved(),
        new NoSecretTold(),
    ];

    public static IReadOnlyList<Scenario> List { get; } = [.. Payments, .. Operations, .. Last];
}
