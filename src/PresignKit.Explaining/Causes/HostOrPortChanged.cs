using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The store saw a host or a port other than the signed one.</summary>
internal sealed class HostOrPortChanged : ICause
{
    private const string OnTheWay =
        "Let the proxy pass the Host header on unchanged, including the port (nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On); "
        + "or sign for the host that the store sees.";

    private const string InTheUrl =
        "Sign for the address that clients use: the store's public endpoint (PublicEndpoint), not the internal one. "
        + "The host of a signed URL cannot be changed afterwards.";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Form is not null || request.Sent is not { } sent || !request.MayBeSignature)
        {
            return [];
        }

        if (request.Error.Canonical?.Header("host") is { } received && received != sent.Host && received.Length > 0)
        {
            return [Finding.Proven(
                Code(sent.Host, received),
                $"The request was sent to the host {sent.Host}, but the store received {received}: a proxy changed it.",
                OnTheWay)];
        }

        if (request.IsIntact)
        {
            return [];
        }

        var signed = HostCandidates.All(request).FirstOrDefault(host => request.Fits(sent.WithHost(host)));
        if (signed is not null)
        {
            return [Finding.Proven(Code(signed, sent.Host), $"The URL was signed for the host {signed}, but sent to {sent.Host}.", InTheUrl)];
        }

        if (request.Issued?.Host is { } issued && issued != sent.Host)
        {
            return [Finding.Proven(Code(issued, sent.Host), $"The URL was issued for the host {issued}, but sent to {sent.Host}.", InTheUrl)];
        }

        if (request.Header("host") is { } host && host != request.Url.Host)
        {
            return [Finding.Likely(Code(request.Url.Host, host), $"The URL is for the host {request.Url.Host}, but Host: {host} was sent.", OnTheWay)];
        }

        return request.IsSignatureMismatch && request.Credentials is null && request.Endpoint is { } endpoint && SentUrl.Parse(endpoint).Host is var configured
            && !IsOf(configured, sent.Host)
            ? [Finding.Possible(
                Code(configured, sent.Host),
                $"The URL points to {sent.Host}, but the store is configured as {configured}: a URL signed for one is invalid at the other.",
                InTheUrl)]
            : [];
    }

    private static string Code(string one, string other) =>
        HostNames.Name(one) == HostNames.Name(other) ? RefusalCodes.PortChanged : RefusalCodes.HostChanged;

    private static bool IsOf(string endpoint, string host) => host == endpoint || host.EndsWith("." + endpoint, StringComparison.Ordinal);
}
