using Microsoft.Extensions.Options;

namespace PresignKit.S3.Tenants;

/// <summary>Validates how many stores of tenants are kept.</summary>
internal sealed class S3TenantOptionsValidator : IValidateOptions<S3TenantOptions>
{
    public ValidateOptionsResult Validate(string? name, S3TenantOptions options) => options.MaximumStores is >= 1 and <= 100_000
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"S3TenantOptions.MaximumStores is {options.MaximumStores}; it must be 1 to 100,000.");
}
