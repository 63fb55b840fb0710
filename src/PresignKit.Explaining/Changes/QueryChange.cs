using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Changes;

/// <summary>The query that was signed beside the one that was sent or received, as far as both are known. The signature is in neither.</summary>
/// <param name="Signed">What was signed.</param>
/// <param name="Received">What was sent or received.</param>
/// <param name="Where">Where the change happened.</param>
internal sealed record QueryChange(IReadOnlyList<NameValue> Signed, IReadOnlyList<NameValue> Received, string Where)
{
    public static IEnumerable<QueryChange> Known(RefusedRequest request)
    {
        // What is not signed by Version 4 has nothing of it to compare.
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

    public IEnumerable<string> Added => Names(Received).Except(Names(Signed));

    public IEnumerable<string> Removed => Names(Signed).Except(Names(Received));

    public IEnumerable<string> Altered => Names(Signed).Intersect(Names(Received)).Where(name => !Values(Signed, name).SequenceEqual(Values(Received, name)));

    public static string Show(IReadOnlyList<NameValue> query, string name) =>
        SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(string.Join(", ", Values(query, name)));

    public override string ToString() => Where;

    private static IEnumerable<string> Names(IReadOnlyList<NameValue> query) => query.Select(parameter => parameter.Name).Distinct();

    private static IEnumerable<string> Values(IReadOnlyList<NameValue> query, string name) =>
        query.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).Order(StringComparer.Ordinal);

    // The signature has a cause of its own, and escapes another.
    private static NameValue[] Read(IReadOnlyList<QueryParameter> query) =>
        [.. query.Where(p => p.Name != "X-Amz-Signature" && !p.Name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            .Select(p => new NameValue(p.Name, p.Value))];
}
