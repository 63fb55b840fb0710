using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>One cause of refusals, and how to recognize it. It finds nothing if it is not the cause.</summary>
internal interface ICause
{
    /// <summary>Looks for the cause in the request and the answer.</summary>
    IEnumerable<RefusalFinding> Find(RefusedRequest request);
}
