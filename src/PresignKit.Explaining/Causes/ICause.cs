using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>One cause of refusals, and how it shows. It finds nothing where it is not the cause.</summary>
internal interface ICause
{
    /// <summary>What it has found in the request and the answer.</summary>
    IEnumerable<RefusalFinding> Find(RefusedRequest request);
}
