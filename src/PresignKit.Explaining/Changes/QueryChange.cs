using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Changes;

/// <summary>The query that was signed and the one that was sent or received, as far as both are known; without the signature.</summary>
/// <param name="Signed">The parameters that were signed.</param>
/// <param name="Received">The parameters that were sent or received.</param>
/// <param name="Where">Where the change happened, as words for a sentence.</param>
internal sealed record QueryChange(IReadOnlyList<NameValue> Signed, IReadOnlyList<NameValue> Received, string Where)
{
    public IEnumerable<string> Added => Names(Received).Except(Names(Signed));

    public IEnumerable<string> Removed => Names(Signed).Except(Names(Received));

    public IEnumerable<string> Altered => Names(Signed).Intersect(Names(Received)).Where(name => !Values(Signed, name).SequenceEqual(Values(Received, name)));

    public static IEnumerable<QueryChange> Known(RefusedRequest request)
    {
        // Without a signature of Version 4 there is nothing to compare.
        if (request.Presign.Signature is null || !(request.MayBeSignature || request.Error.Code == "AuthorizationQueryParametersError"))
        {
            yield break;
        }

        if (request.Error.Canonical is { } canonical)
        {
            yield return new(Read(request.Url.Query), Read(canonical.Query), "between the client and the store");
        }

        if (request.Issued is { } issued)
        {
            yield return new(Read(issued.Query), Read(request.Url.Query), "since the URL was issued");
        }
    }

    public static string Show(IReadOnlyList<NameValue> query, string name) =>
        SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(string.Join(", ", Values(query, name)));

    public override string ToString() => Where;

    private static IEnumerable<string> Names(IReadOnlyList<NameValue> query) => query.Select(parameter => parameter.Name).Distinct();

    private static IEnumerable<string> Values(IReadOnlyList<NameValue> query, string name) =>
        query.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).Order(StringComparer.Ordinal);

    // The signature and escaped ampersands have causes of their own.
    private static NameValue[] Read(IReadOnlyList<QueryParameter> query) =>
        [.. query.Where(p => p.Name != "X-Amz-Signature" && !p.Name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            .Select(p => new NameValue(p.Name, p.Value))];
}
