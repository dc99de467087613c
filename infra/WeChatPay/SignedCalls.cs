using System.Security.Cryptography;
using PayFunctions.Infra.Http;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Sends signed requests: the bytes are signed once and sent as they are. What comes back is not yet
/// verified.</summary>
internal sealed class SignedCalls(OutboundHttp http, TimeProvider clock)
{
    private const int NonceChars = 32;
    private const int NotSigned = 401;

    /// <param name="target">Path and query, percent-encoded as it will be sent.</param>
    /// <param name="body">Null for a GET.</param>
    /// <remarks>While a merchant certificate is replaced, both may sign: where the newer one is not taken yet, the one
    /// before signs the request once more. A 401 is no answer to what was asked: nothing was carried out.</remarks>
    public async Task<OutboundAnswer> SendAsync(
        WeChatPayMerchant merchant, string operation, string target, ReadOnlyMemory<byte>? body,
        CancellationToken cancellation)
    {
        if (merchant.Keys.Current is not { } signer)
            return OutboundAnswer.NotSent("the merchant's private key has not been found yet");
        var answer = await SendAsync(merchant, signer, operation, target, body, cancellation);
        return answer.Status == NotSigned && merchant.Keys.Former(clock.GetUtcNow()) is { } former
            ? await SendAsync(merchant, former, operation, target, body, cancellation)
            : answer;
    }

    private Task<OutboundAnswer> SendAsync(
        WeChatPayMerchant merchant, RequestSigner signer, string operation, string target, ReadOnlyMemory<byte>? body,
        CancellationToken cancellation) => http.SendAsync(
            new(WeChatPayProvider.Name, operation, IsRead: body is null, () => Make(merchant, signer, target, body)),
            cancellation);

    /// <summary>Fetches a file of theirs. Nothing of it is signed: its hash came with a verified answer.</summary>
    public Task<OutboundAnswer> DownloadAsync(
        WeChatPayMerchant merchant, string operation, Uri address, Stream to, long bytesMax,
        CancellationToken cancellation) =>
        merchant.Keys.Current is not { } signer
            ? Task.FromResult(OutboundAnswer.NotSent("the merchant's private key has not been found yet"))
            : http.DownloadAsync(
                new(
                    WeChatPayProvider.Name, operation, IsRead: true,
                    () => Make(merchant, signer, address.AbsoluteUri, null)),
                to, bytesMax, cancellation);

    public static SignatureHeaders Signature(OutboundAnswer answer) => new(
        answer.Header(SignatureHeaders.TimestampName), answer.Header(SignatureHeaders.NonceName),
        answer.Header(SignatureHeaders.SignatureName), answer.Header(SignatureHeaders.SerialName),
        answer.Header(SignatureHeaders.SignatureTypeName));

    private HttpRequestMessage Make(
        WeChatPayMerchant merchant, RequestSigner signer, string target, ReadOnlyMemory<byte>? body)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        var url = new Uri(merchant.BaseUrl, target);
        var request = new HttpRequestMessage(method, url);
        var parameter = signer.Authorize(
            method.Method, url.PathAndQuery, (body ?? default).Span, clock.GetUtcNow().ToUnixTimeSeconds(),
            RandomNumberGenerator.GetHexString(NonceChars));
        request.Headers.Authorization = new(RequestSigner.Scheme, parameter);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("PayFunctions", "0.1"));
        // Asks that the answer be signed with the key we hold; without it a platform certificate signs.
        if (merchant.PublicKeyId is { } key) request.Headers.Add(SignatureHeaders.SerialName, key);
        if (body is { } bytes) request.Content = new ExactBody(bytes, "application/json");
        return request;
    }
}
