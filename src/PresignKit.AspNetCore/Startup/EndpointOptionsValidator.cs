using Microsoft.Extensions.Options;

namespace PresignKit.AspNetCore.Startup;

internal sealed class EndpointOptionsValidator : IValidateOptions<PresignKitEndpointOptions>
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, PresignKitEndpointOptions options)
    {
        if (options.CompletionGrace < TimeSpan.Zero || options.CompletionGrace > LongestGrace)
        {
            return ValidateOptionsResult.Fail(
                options.CompletionGrace == TimeSpan.MinValue
                    ? "PresignKit:Endpoints:CompletionGrace is no time span; write hours, minutes and seconds, such as 01:00:00."
                    : $"CompletionGrace is {options.CompletionGrace:c}; it is zero to 7 days.");
        }

        return options.UserId is null
            ? ValidateOptionsResult.Fail("UserId is null; leave it out to take the claim 'nameidentifier' or 'sub'.")
            : ValidateOptionsResult.Success;
    }
}
