namespace PresignKit.AspNetCore.Problems;

// It never leaves the endpoints: the failure filter turns it into an answer.
#pragma warning disable CA1064, CA1032
/// <summary>A request fails with a code of <see cref="EndpointErrorCodes"/>. The message goes to the client.</summary>
/// <param name="code">The code.</param>
/// <param name="detail">What was wrong; never a secret.</param>
/// <param name="status">The HTTP status where it is not the code's usual one.</param>
internal sealed class EndpointException(string code, string detail, int? status = null) : Exception(detail)
{
    public string Code => code;

    public int? Status => status;
}
#pragma warning restore CA1064, CA1032
