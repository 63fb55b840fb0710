using System.Collections.Concurrent;

namespace PresignKit.Recipes.Tests.Tenants;

internal sealed record TenantFile(string Tenant, string StoreName, ObjectKey Key);

internal sealed class TenantCatalog : ConcurrentDictionary<string, TenantFile>;
