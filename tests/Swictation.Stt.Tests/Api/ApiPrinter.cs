using System.Reflection;
using System.Text;

namespace Swictation.Stt.Tests.Api;

/// <summary>Prints the public surface of an assembly: a line for each type and member, sorted, so that a change shows as a changed line.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Describe(type)).Append('\n');
            foreach (string member in type.GetMembers(Declared).Select(member => Describe(member, type)).OfType<string>().Distinct().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Describe(Type type)
    {
        if (type.IsEnum)
            return $"enum {type.Namespace}.{Name(type)}";
        string kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.BaseType == typeof(MulticastDelegate) ? "delegate" : "class";
        string modifiers = type is { IsAbstract: true, IsSealed: true } ? "static " : type is { IsAbstract: true, IsInterface: false } ? "abstract "
            : type.IsSealed && kind == "class" ? "sealed " : string.Empty;
        IEnumerable<string> bases = type.GetInterfaces().Where(static i => i.IsPublic && !i.IsGenericType && i.Name != "ISerializable").Select(Name);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
            bases = bases.Prepend(Name(parent));
        string inherits = string.Join(", ", bases.Order(StringComparer.Ordinal));
        return $"{modifiers}{kind} {type.Namespace}.{Name(type)}{(inherits.Length > 0 ? " : " + inherits : string.Empty)}";
    }

    private static string? Describe(MemberInfo member, Type type) => member switch
    {
        FieldInfo field when type.IsEnum => field.IsLiteral ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}" : null,
        FieldInfo { IsPublic: true } field => $"field {Name(field.FieldType)} {field.Name}",
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsGenerated(method, type) =>
            $"{(method.IsStatic ? "static " : string.Empty)}{Name(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) && property.Name != "EqualityContract" =>
            $"{(property.GetAccessors(true)[0].IsStatic ? "static " : string.Empty)}{(IsRequired(property) ? "required " : string.Empty)}{Name(property.PropertyType)}{Mark(Nullability.Create(property))} {property.Name} {{{Accessors(property)} }}",
        EventInfo @event when @event.AddMethod is { } add && IsVisible(add) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    /// <summary>Whether a method of a record is the compiler's: it follows from the record being one.</summary>
    private static bool IsGenerated(MethodInfo method, Type type) =>
        type.GetMethod("PrintMembers", Declared) is not null
        && (method.Name is "Equals" or "GetHashCode" or "PrintMembers" or "<Clone>$" or "Deconstruct" or "op_Equality" or "op_Inequality"
            || (method.Name == "ToString" && method.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));

    private static string Accessors(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Any(static modifier => modifier.Name == "IsExternalInit") == true;
        string get = property.GetMethod is { } getter && IsVisible(getter) ? " get;" : string.Empty;
        return get + (property.SetMethod is { } setter && IsVisible(setter) ? isInit ? " init;" : " set;" : string.Empty);
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static parameter =>
    {
        string modifier = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        return $"{modifier}{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.DefaultValue ?? "null") : string.Empty)}";
    }));

    private static string Mark(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : string.Empty;

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>" : string.Empty;

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        string name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
            return name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
