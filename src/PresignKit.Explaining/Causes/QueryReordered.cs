using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The parameters are in a different order. This is harmless, because stores sort them before they compute the signature.</summary>
internal sealed class QueryReordered : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Issued is not { } issued)
        {
            return [];
        }

        var before = issued.Query.Select(p => (p.Name, p.Value)).ToList();
        var after = request.Url.Query.Select(p => (p.Name, p.Value)).ToList();
        return before.SequenceEqual(after) || !before.Order().SequenceEqual(after.Order()) ? [] :
        [
            Finding.Harmless(
                RefusalCodes.QueryReordered,
                "The parameters of the query are not in the order they were issued in. They are sorted before they are signed, so this is not the cause.",
                "The signature needs no change. Find out what rebuilds the URL, however: it may change more than the order."),
        ];
    }
}
