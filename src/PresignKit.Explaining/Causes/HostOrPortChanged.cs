using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Causes;

/// <summary>The store saw another host, or another port, than the one that was signed.</summary>
internal sealed class HostOrPortChanged : ICause
{
    private const string OnTheWay =
        "Let the proxy pass the Host header on as it comes (nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On), port included; or sign for the host that the store sees.";

    private const string InTheUrl =
        "Sign for the address that the client uses: the store's public endpoint (PublicEndpoint), not the internal one. A signed URL cannot be moved to another host afterwards.";

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
                $"The request was sent to the host {sent.Host}, and the store received {received}: a proxy in between changed it.",
                OnTheWay)];
        }

        if (request.IsIntact)
        {
            return [];
        }

        var signed = HostCandidates.All(request).FirstOrDefault(host => request.Fits(sent.WithHost(host)));
        if (signed is not null)
        {
            return [Finding.Proven(Code(signed, sent.Host), $"The URL was signed for the host {signed}, and sent to {sent.Host}.", InTheUrl)];
        }

        if (request.Issued?.Host is { } issued && issued != sent.Host)
        {
            return [Finding.Proven(Code(issued, sent.Host), $"The URL was issued for the host {issued}, and sent to {sent.Host}.", InTheUrl)];
        }

        if (request.Header("host") is { } host && host != request.Url.Host)
        {
            return [Finding.Likely(Code(request.Url.Host, host), $"The URL is for the host {request.Url.Host}, and Host: {host} was sent.", OnTheWay)];
        }

        return request.IsSignatureMismatch && request.Credentials is null && request.Endpoint is { } endpoint && SentUrl.Parse(endpoint).Host is var configured
            && !IsOf(configured, sent.Host)
            ? [Finding.Possible(
                Code(configured, sent.Host),
                $"The URL goes to {sent.Host}, and the store is configured as {configured}: what is signed for one does not hold at the other.",
                InTheUrl)]
            : [];
    }

    private static string Code(string one, string other) =>
        HostNames.Name(one) == HostNames.Name(other) ? RefusalCodes.PortChanged : RefusalCodes.HostChanged;

    private static bool IsOf(string endpoint, string host) => host == endpoint || host.EndsWith("." + endpoint, StringComparison.Ordinal);
}
