using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace PresignKit.BrowserTests.Network;

/// <summary>One request as received from the browser, not as its own API reports it.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">The headers, with case-insensitive names.</param>
public sealed record RequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The length of the body in bytes.</summary>
    public long BodyLength => long.Parse(Header("Content-Length") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>The part of an upload that it sends; null if it sends none.</summary>
    public int? PartNumber => Method == "PUT" && QueryHelpers.ParseQuery(new Uri(new Uri("http://store"), Target).Query)
        .TryGetValue("partNumber", out var number) ? int.Parse(number.ToString(), CultureInfo.InvariantCulture) : null;

    /// <summary>Whether the application's check at start sends it, which may still be running when the first browser is there.</summary>
    public bool IsOfCheck => Target.Contains("/presignkit-check/", StringComparison.Ordinal);

    /// <summary>A header's value; null if it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Method and path. The query contains a signature, so it is not printed.</summary>
    public override string ToString() => $"{Method} {Target.Split('?')[0]}";
}
