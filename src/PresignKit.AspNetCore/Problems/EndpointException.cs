namespace PresignKit.AspNetCore.Problems;

// It never leaves the endpoints: the failure filter turns it into a response.
#pragma warning disable CA1064, CA1032
/// <summary>A request fails with a code of <see cref="EndpointErrorCodes"/>. The client receives the message.</summary>
/// <param name="code">The code.</param>
/// <param name="detail">What is wrong and what to do; never a secret.</param>
/// <param name="status">The HTTP status if it is not the code's usual one.</param>
internal sealed class EndpointException(string code, string detail, int? status = null) : Exception(detail)
{
    public string Code => code;

    public int? Status => status;
}
#pragma warning restore CA1064, CA1032
